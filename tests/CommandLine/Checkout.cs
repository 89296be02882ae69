using Aspire.Hosting;
using Parity.CommandLine;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace CommandLine;

/// <summary>A repository of its own for a test: an AppHost's folder, one project, and whatever the verbs write.</summary>
internal sealed class Checkout : IDisposable
{
    // Verbs print to the console of the process, which tests share.
    private static readonly SemaphoreSlim Console = new(1);

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("checkout");

    public Checkout()
    {
        Directory.CreateDirectory(Path.Combine(Root, "AppHost"));
        Directory.CreateDirectory(Path.Combine(Root, "services"));
        File.WriteAllText(Project, "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
    }

    public static Environment Dev { get; } = new()
    {
        Name = "dev",
        Order = 1,
        Namespace = "shop-dev",
        Host = "shop.dev.example.com",
        Registry = "registry.example.com/shop",
        Ingress = new IngressKind.Controller("ingress-nginx", "nginx"),
        Capabilities = new(new(1, 32), new(0, 0)),
        AllowsApproximations = true,
        Telemetry = new("http://collector.example.com:4317"),
        TlsSecret = "",
    };

    public static Environment Production { get; } = Dev with
    {
        Name = "production",
        Order = 2,
        Namespace = "shop",
        Host = "shop.example.com",
        Ingress = new IngressKind.Istio("istio-ingress", "ingressgateway", "istio-ingressgateway"),
        Capabilities = new(new(1, 32), new(1, 24)),
        AllowsApproximations = false,
    };

    public string Root => root.FullName;

    /// <summary>A web project that can be added to a model.</summary>
    public string Project => Path.Combine(Root, "services", "service.csproj");

    public string[] Files => [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file)).Where(file => file.StartsWith("manifests", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>All YAML of an environment's workload: base and overlay.</summary>
    public string Of(string environment, string workload) => string.Concat(
        Files.Where(file => file.Contains($"/{workload}/", StringComparison.Ordinal) && (file.Contains("/base/", StringComparison.Ordinal) || file.Contains($"/overlays/{environment}/", StringComparison.Ordinal))).Select(Read));

    /// <summary>Does what the AppHost's program does: reads the arguments, declares the system, runs the verb.</summary>
    public async Task<Said> RunAsync(Action<IDistributedApplicationBuilder> declare, params string[] arguments)
    {
        await Console.WaitAsync(TestContext.Current.CancellationToken);
        var (output, error) = (System.Console.Out, System.Console.Error);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        try
        {
            System.Console.SetOut(said);
            System.Console.SetError(complained);
            var invocation = Invocation.Parse(arguments);
            var code = invocation.ExitCode;
            if (code is null)
            {
                var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = invocation.Arguments, DisableDashboard = true, ProjectDirectory = Path.Combine(Root, "AppHost") });
                declare(builder);
                code = await invocation.RunAsync(builder);
            }

            return new(code.Value, said.ToString(), complained.ToString());
        }
        finally
        {
            System.Console.SetOut(output);
            System.Console.SetError(error);
            Console.Release();
        }
    }

    public void Dispose() => root.Delete(recursive: true);
}

/// <summary>What a verb answered.</summary>
internal sealed record Said(int ExitCode, string Output, string Error)
{
    /// <summary>The codes of the diagnostics, in the order printed, each once.</summary>
    public string[] Codes => [.. Error.Split('\n').Where(line => line.StartsWith("error ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1].TrimEnd(':')).Distinct().Order(StringComparer.Ordinal)];
}
