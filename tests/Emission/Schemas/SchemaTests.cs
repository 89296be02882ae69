using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Emission.Golden;
using k8s;
using Parity.Emission;
using Parity.Model;

namespace Emission.Schemas;

/// <summary>Every emitted object is one that the schemas of Kubernetes, Istio, KEDA and the Gateway API accept, with no field that they do not name.</summary>
public sealed class SchemaTests
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));
    private static readonly string Folder = Path.Combine(Root, "tests", "Emission", "Schemas");

    [Fact]
    public async Task Every_object_of_every_case_is_accepted()
    {
        await InstallAsync();
        Topology[] systems = [Shop.Topology, .. GoldenCases.All.Select(each => each.Topology), .. Enumerable.Range(1, 60).Select(RandomTopology.Of)];

        var (exitCode, output) = await RunAsync(Json(systems.SelectMany(Objects)), "node", Path.Combine(Folder, "validate.mjs"));

        Assert.True(exitCode == 0, output);
        Assert.Equal("", output);
    }

    [Fact]
    public async Task A_field_that_no_schema_knows_and_a_value_that_it_refuses_are_found()
    {
        await InstallAsync();
        var deployment = JsonNode.Parse(KubernetesJson.Serialize(Objects(Shop.Topology).First(emitted => emitted.Kind == "Deployment").Value))!;
        deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["readynessProbe"] = new JsonObject { ["periodSeconds"] = 1 };
        var service = JsonNode.Parse(KubernetesJson.Serialize(Objects(Shop.Topology).First(emitted => emitted.Kind == "DestinationRule").Value))!;
        service["spec"]!["trafficPolicy"]!["loadBalancer"]!["simple"] = "FASTEST";

        var (_, output) = await RunAsync(new JsonArray(File("one", deployment), File("two", service)).ToJsonString(), "node", Path.Combine(Folder, "validate.mjs"));

        Assert.Equal(
            ["one: .spec.template.spec.containers.0.readynessProbe is not a field of Deployment", "two: data/spec/trafficPolicy/loadBalancer/simple must be equal to one of the allowed values"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<Emitted> Objects(Topology topology)
    {
        var emission = Emitter.Emit(topology, []);
        Assert.Equal([], emission.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
        return emission.Objects.Values.SelectMany(objects => objects);
    }

    private static string Json(IEnumerable<Emitted> objects) => new JsonArray([.. objects.Select(emitted => File(emitted.File, JsonNode.Parse(KubernetesJson.Serialize(emitted.Value))!))]).ToJsonString();

    private static JsonObject File(string file, JsonNode value) => new() { ["file"] = file, ["object"] = value };

    // What the AppHost's build does for its own programs: npm ci, only when node_modules is not there or older than the lock file.
    private static async Task InstallAsync()
    {
        var (exitCode, output) = await RunAsync("", "node", Path.Combine(Root, "hosting", "Aspire.Hosting.Subset", "build", "restore.mjs"), Folder);
        Assert.SkipUnless(exitCode == 0, $"The schemas could not be installed (npm ci in {Folder}): {output}. Give npm a registry that it reaches.");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string input, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, process.ExitCode == 0 ? await output : $"{await output}{await errors}");
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node.js is not on PATH; install it with npm from https://nodejs.org (20 or later).");
            return default;
        }
    }

    private static string Find(DirectoryInfo folder) => System.IO.File.Exists(Path.Combine(folder.FullName, "System.sln")) ? folder.FullName : Find(folder.Parent!);
}
