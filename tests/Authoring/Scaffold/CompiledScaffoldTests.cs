using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Aspire.Hosting;
using Parity.Authoring;
using Parity.Verification.Adoption;
using Parity.Verification.Adoption.Scaffolding;
using Verification.Adoption;

namespace Authoring.Scaffold;

/// <summary>The C# of a scaffold compiles as it is written, and the AppHost that it makes generates what the proof says.</summary>
public sealed class CompiledScaffoldTests
{
    public static TheoryData<string> Sets => ["library", "clinic", "harbour", "orchard", "parcel", "tram", "shop"];

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Compiled_it_generates_what_was_collected_but_for_what_it_lists(string name)
    {
        var tree = Tree(name);
        var scaffold = Scaffolds.Of(tree, name);
        Assert.Equal([], scaffold.Unexplained.Select(each => $"{each.Environment} {each.Category} {each.Workload} {each.Path}: {each.Today} | {each.Generated}"));
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true, Args = ["--operation", "publish"] });

        Run(ScaffoldCode.Write(scaffold), builder);
        var authored = await TopologyReader.ReadAsync(builder, TestContext.Current.CancellationToken);

        Assert.Equal([], authored.Diagnostics.Where(each => each.Severity == Parity.Model.Severity.Error).Select(each => each.ToString()));
        Assert.Equal(scaffold.Topology.Workloads.Select(each => each.Name), authored.Topology!.Workloads.Select(each => each.Name).Order(StringComparer.Ordinal));
        var (unlisted, unfounded) = Scaffolds.Prove(tree, authored.Topology, scaffold.NotCarried);
        Assert.Equal([], unlisted);
        Assert.Equal([], unfounded);
    }

    private static SourceTree Tree(string name) => name switch
    {
        "library" => Collected.Of(
            ("dev/all.yaml", Library.Manifests.Replace("replicas: 3", "replicas: 1", StringComparison.Ordinal)),
            ("production/all.yaml", Library.Manifests.Replace("http://search:9200", "http://search.example.com:9200", StringComparison.Ordinal))),
        "shop" => Collected.Folder(Collected.ShopOrSkip()),
        _ => DataSet.Read(name).Tree,
    };

    // The compiler of the SDK that built this test; what it refers to is what the test itself runs on.
    private static void Run(string code, IDistributedApplicationBuilder builder)
    {
        var folder = Directory.CreateTempSubdirectory("scaffold-").FullName;
        try
        {
            var (source, output) = (Path.Combine(folder, "Scaffold.cs"), Path.Combine(folder, "Scaffold.dll"));
            File.WriteAllText(source, "global using System;\n" + code);
            var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => $"\"-r:{path}\"");
            var arguments = Path.Combine(folder, "arguments.rsp");
            File.WriteAllLines(arguments, [.. references, "-nologo", "-target:library", "-nullable:enable", "-warnaserror+", "-nowarn:CS1701,CS1702", $"\"-out:{output}\"", $"\"{source}\""]);
            var compiler = typeof(CompiledScaffoldTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Compiler").Value!;
            using var process = Process.Start(new ProcessStartInfo("dotnet", [compiler, $"@{arguments}"]) { RedirectStandardOutput = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{said}\n{code}");

            using var stream = new MemoryStream(File.ReadAllBytes(output));
            var add = new AssemblyLoadContext("scaffold", isCollectible: true).LoadFromStream(stream).GetTypes().Select(type => type.GetMethod("Add", BindingFlags.Public | BindingFlags.Static)).OfType<MethodInfo>().Single();
            add.Invoke(null, [builder]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
