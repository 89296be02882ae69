using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace CommandLine.Generate;

/// <summary>A team that has no project of its own yet: containers of others, in four environments of every way in.</summary>
public sealed class ContainersOnlyTests
{
    private static readonly Environment Staging = Checkout.Production with { Name = "staging", Order = 2, Namespace = "shop-staging", Host = "shop.staging.example.com" };
    private static readonly Environment Production = Checkout.Production with { Order = 3 };
    private static readonly Environment Abroad = Checkout.Dev with { Name = "abroad", Order = 4, Namespace = "shop-abroad", Host = "shop.example.org", Ingress = new IngressKind.Gateway("gateways", "cilium"), Capabilities = new(new(1, 33), new(0, 0)), TlsSecret = "shop-tls" };

    [Fact]
    public async Task Settings_probes_routes_capacity_and_scaling_are_those_of_projects_and_the_order_of_declaration_says_nothing()
    {
        using var checkout = new Checkout();
        using var turned = new Checkout();

        var said = await checkout.RunAsync(builder => Declare(builder, turn: false), "generate");
        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Equal(0, (await turned.RunAsync(builder => Declare(builder, turn: true), "generate")).ExitCode);

        Assert.Equal(checkout.Files.ToDictionary(file => file, checkout.Read), turned.Files.ToDictionary(file => file, turned.Read));
        foreach (var environment in (string[])["dev", "staging", "production", "abroad"])
        {
            Assert.Contains("MODE", checkout.Of(environment, "search"), StringComparison.Ordinal);
            Assert.Contains("readinessProbe", checkout.Of(environment, "search"), StringComparison.Ordinal);
            Assert.Contains("kind: HorizontalPodAutoscaler", checkout.Of(environment, "web"), StringComparison.Ordinal);
            Builds(Path.Combine(checkout.Root, "manifests", "overlays", environment));
        }
    }

    [Fact]
    public async Task The_other_verbs_answer_too()
    {
        using var checkout = new Checkout();
        void Model(IDistributedApplicationBuilder builder) => Declare(builder, turn: false);

        var parity = await checkout.RunAsync(Model, "parity");
        Assert.True(parity.ExitCode == 0, parity.Output + parity.Error);
        var config = await checkout.RunAsync(Model, "check-config");
        Assert.True(config.ExitCode == 0, config.Output + config.Error);
        Assert.Contains("is not built here", config.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await checkout.RunAsync(Model, "model", "--json")).ExitCode);
        Assert.Equal(1, (await checkout.RunAsync(Model, "generate", "--check")).ExitCode);
    }

    private static void Declare(IDistributedApplicationBuilder builder, bool turn)
    {
        builder.AddEnvironments(turn ? [Abroad, Production, Staging, Checkout.Dev] : [Checkout.Dev, Staging, Production, Abroad], "shop");
        var (web, search) = turn ? Search(builder) is var first && Web(builder) is var second ? (second, first) : default : (Web(builder), Search(builder));
        builder.AddContainer("ingress", "ingress").WithHttpEndpoint(targetPort: 8080).WithRoutes(RouteTable.Of(
            Route.Prefix("/search").To(search).WithTimeout([("dev", TimeSpan.FromSeconds(9)), ("staging", TimeSpan.FromSeconds(5)), ("production", TimeSpan.FromSeconds(5)), ("abroad", TimeSpan.FromSeconds(7))], "networks differ"),
            Route.Prefix("/").To(web)));
    }

    private static IResourceBuilder<ContainerResource> Web(IDistributedApplicationBuilder builder) =>
        builder.AddContainer("web", "example.com/web", "2").WithHttpEndpoint(targetPort: 8080, name: "http").WithHttpHealthCheck("/health")
            .WithAutoscaling(Autoscaling.UpTo(6).Measuring(new AutoscalingMetric.Cpu(70)));

    private static IResourceBuilder<ContainerResource> Search(IDistributedApplicationBuilder builder) =>
        builder.AddContainer("search", "example.com/search", "4.2").WithHttpEndpoint(targetPort: 9200, name: "http").WithHttpHealthCheck("/health")
            .WithSetting("MODE", [("dev", "loud"), ("staging", "quiet"), ("production", "quiet"), ("abroad", "silent")], "dev is debugged")
            .WithSecret("LICENCE", "search", "licence", SecretForm.Variable)
            .WithReplicas([("dev", 1), ("staging", 2), ("production", 3), ("abroad", 2)], "dev is one small machine")
            .WithCapacity(cpu: 0.5, memoryMiB: 512);

    private static void Builds(string overlay)
    {
        try
        {
            using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", overlay]) { RedirectStandardOutput = true })!;
            kubectl.StandardOutput.ReadToEnd();
            kubectl.WaitForExit();
            Assert.Equal(0, kubectl.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("kubectl is not on PATH; install it from https://kubernetes.io/docs/tasks/tools/ (1.32 or later).");
        }
    }
}
