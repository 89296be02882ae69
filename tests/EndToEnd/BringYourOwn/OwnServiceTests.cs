using System.Net;
using System.Text.Json;

namespace EndToEnd.BringYourOwn;

/// <summary>
/// The five steps of the README's "Bring your own", done to a copy of the AppHost: a folder under services/, lines in AppHost.cs and
/// Routes.cs, and nothing else. The service is then found everywhere.
/// </summary>
public sealed class OwnServiceTests
{
    private const string Program =
        """
        using Microsoft.Extensions.Options;
        using ServiceDefaults;

        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.Services.AddOptions<Greeting>().BindConfiguration("Greeting").Validate(greeting => greeting.Word.Length > 0, "Greeting:Word must not be empty").ValidateOnStart();
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapGet("/greet/{name}", (string name, IOptions<Greeting> greeting) => $"{greeting.Value.Word}, {name}");
        app.Run();

        internal sealed class Greeting
        {
            public string Word { get; set; } = "";
        }
        """;

    [Fact]
    public async Task A_service_of_ones_own_runs_is_routed_and_is_in_manifests_parity_and_contract_with_no_other_file_touched()
    {
        using var copy = new AppHostCopy();
        copy.Write("services/Greeter/Program.cs", Program);
        copy.Write("services/Greeter/Greeter.csproj", $"""<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="{LocalSystem.Root}/ServiceDefaults/ServiceDefaults.csproj" /></ItemGroup></Project>""");
        copy.Edit("AppHost/AppHost.cs", "// The way in",
            """
            builder.AddProject<Projects.Greeter>("greeter").WithHttpEndpoint().WithHttpHealthCheck("/ready")
                .WithReference(catalog)
                .WithSetting("Greeting__Word", Each("Hallo", "Hallo", "Good day"), "production is polite");

            // The way in
            """);
        copy.Edit("AppHost/Routes.cs", "Route.Prefix(\"/\").To", "Route.Prefix(\"/greet\").To(\"greeter\"),\n        Route.Prefix(\"/\").To");
        await copy.BuildAsync("services/Greeter");

        await IsInTheManifestsOfEveryEnvironment(copy);
        await IsInParity(copy);
        await IsInTheContract(copy);
        await RunsAndIsRouted(copy);
    }

    private static async Task IsInTheManifestsOfEveryEnvironment(AppHostCopy copy)
    {
        var (exitCode, output) = await copy.AskAsync("generate");
        Assert.True(exitCode == 0, output);
        foreach (var environment in (string[])["dev", "staging", "production"])
        {
            string Of(string file) => string.Concat(((string[])[$"base/{file}", $"overlays/{environment}/{file}"]).Select(path => Path.Combine(copy.Root, "manifests", path)).Where(File.Exists).Select(File.ReadAllText));
            foreach (var file in (string[])["deployment", "service", "serviceaccount", "networkpolicy", "configmap-differences"]) Assert.Contains("name: greeter", Of($"greeter/{file}.yaml"), StringComparison.Ordinal);
            Assert.Contains("/alive", Of("greeter/deployment.yaml"), StringComparison.Ordinal);
            Assert.Contains(environment == "production" ? "Good day" : "Hallo", Of("greeter/configmap-differences.yaml"), StringComparison.Ordinal);
            var routes = Directory.EnumerateFiles(Path.Combine(copy.Root, "manifests", "overlays", environment, "routes")).Select(File.ReadAllText);
            Assert.Contains(routes, text => text.Contains("greeter", StringComparison.Ordinal));
        }
    }

    private static async Task IsInParity(AppHostCopy copy)
    {
        var (exitCode, output) = await copy.AskAsync("parity", "--json");
        Assert.True(exitCode == 0, output);
        using var report = JsonDocument.Parse(output);
        var word = report.RootElement.GetProperty("differences").EnumerateArray().Single(difference => difference.GetProperty("subject").GetString() == "greeter" && difference.GetProperty("kind").GetString() == "declared");
        Assert.Equal(("setting Greeting__Word", "production is polite"), (word.GetProperty("leaf").GetString(), word.GetProperty("reason").GetString()));
    }

    private static async Task IsInTheContract(AppHostCopy copy)
    {
        var (exitCode, output) = await copy.AskAsync("check-config", "--workloads", "greeter", "--json");
        Assert.True(exitCode == 0, output);
        using var report = JsonDocument.Parse(output);
        var contracts = report.RootElement.GetProperty("contracts").EnumerateArray().Where(contract => contract.GetProperty("workload").GetString() == "greeter");
        Assert.Equal(["dev holds", "production holds", "staging holds"], contracts.Select(contract => $"{contract.GetProperty("environment").GetString()} {contract.GetProperty("status").GetString()}").Order());
    }

    private static async Task RunsAndIsRouted(AppHostCopy copy)
    {
        using var data = new DataFolder();
        await using var system = await LocalSystem.StartProgramAsync(data.Path, copy.Program);
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(system.Shop, "/greet/you"), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "Hallo, you"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
