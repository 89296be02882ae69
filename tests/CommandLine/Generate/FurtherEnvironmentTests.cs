using Aspire.Hosting;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace CommandLine.Generate;

/// <summary>A further environment is one value; diagnostics ask for what declared differences do not say of it yet, and nothing else is touched.</summary>
public sealed class FurtherEnvironmentTests
{
    private static readonly Environment Preview = Checkout.Production with
    {
        Name = "preview",
        Order = 3,
        Namespace = "shop-preview",
        Host = "shop.preview.example.com",
        Ingress = new IngressKind.Gateway("gateways", "cilium"),
        Capabilities = new(new(1, 33), new(0, 0)),
    };

    [Fact]
    public async Task Every_declared_difference_is_asked_for_at_once_and_nothing_is_written()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(builder => Declare(checkout, builder, [("dev", "1m"), ("production", "5m")], [("dev", 1), ("production", 3)]), "generate");

        Assert.Equal((2, "DIFF-002"), (said.ExitCode, string.Join(' ', said.Codes)));
        Assert.Equal(2, said.Error.Split('\n').Count(line => line.Contains("says nothing about the environment 'preview'", StringComparison.Ordinal)));
        Assert.Equal([], checkout.Files);
    }

    [Fact]
    public async Task With_the_values_asked_for_it_has_an_overlay_of_its_own_kind_of_ingress_and_is_in_parity()
    {
        using var checkout = new Checkout();
        void Complete(IDistributedApplicationBuilder builder) => Declare(checkout, builder, [("dev", "1m"), ("production", "5m"), ("preview", "5m")], [("dev", 1), ("production", 3), ("preview", 1)]);

        var generated = await checkout.RunAsync(Complete, "generate");
        var parity = await checkout.RunAsync(Complete, "parity");

        Assert.True(generated.ExitCode == 0, generated.Error);
        Assert.True(parity.ExitCode == 0, parity.Output + parity.Error);
        Assert.Equal(
            ["gateway.yaml", "httproute-routes-shop.preview.example.com.yaml"],
            checkout.Files.Where(file => file.StartsWith("manifests/overlays/preview/routes/", StringComparison.Ordinal)).Select(Path.GetFileName));
        Assert.Contains("Orders__HoldFor: \"5m\"", checkout.Of("preview", "orders"), StringComparison.Ordinal);
    }

    private static void Declare(Checkout checkout, IDistributedApplicationBuilder builder, (string, string)[] holdFor, (string, int)[] replicas)
    {
        builder.AddEnvironments([Checkout.Dev, Checkout.Production, Preview], "shop");
        var orders = builder.AddProject("orders", checkout.Project).WithHttpEndpoint().WithSetting("Orders__HoldFor", holdFor, "dev is impatient").WithReplicas(replicas, "production has customers");
        builder.AddContainer("ingress", "ingress").WithHttpEndpoint(targetPort: 8080).WithRoutes(RouteTable.Of(Route.Prefix("/orders").To(orders)));
    }
}
