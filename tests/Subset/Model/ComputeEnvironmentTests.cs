using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

public class ComputeEnvironmentTests
{
    private readonly IDistributedApplicationBuilder _builder = Models.Publish();

    [Theory]
    [InlineData(EndpointProperty.Url, "http://site.shop.svc")]
    [InlineData(EndpointProperty.Host, "site.shop.svc")]
    [InlineData(EndpointProperty.IPV4Host, "site.shop.svc")]
    [InlineData(EndpointProperty.HostAndPort, "site.shop.svc:80")]
    [InlineData(EndpointProperty.Port, "80")]
    [InlineData(EndpointProperty.TargetPort, "{site.containerPort}")]
    [InlineData(EndpointProperty.Scheme, "http")]
    [InlineData(EndpointProperty.TlsEnabled, "False")]
    public void An_environment_that_names_hosts_can_say_the_rest(EndpointProperty property, string expression) =>
        Assert.Equal(expression, Expression(_builder.AddContainer("site", "x").WithHttpEndpoint().GetEndpoint("http"), property));

    [Theory]
    [InlineData(EndpointProperty.Url, "https://site.shop.svc:8443")]
    [InlineData(EndpointProperty.HostAndPort, "site.shop.svc:8443")]
    [InlineData(EndpointProperty.TargetPort, "8080")]
    [InlineData(EndpointProperty.TlsEnabled, "True")]
    public void Ports_that_the_endpoint_gives_are_kept(EndpointProperty property, string expression) =>
        Assert.Equal(expression, Expression(_builder.AddContainer("site", "x").WithHttpsEndpoint(8443, 8080).WithEndpoint("https", endpoint => endpoint.TlsEnabled = true).GetEndpoint("https"), property));

    [Fact]
    public void A_scheme_without_a_usual_port_needs_one()
    {
        var cache = _builder.AddContainer("cache", "x").WithEndpoint(targetPort: 6379, scheme: "redis", name: "redis").GetEndpoint("redis");
        Assert.Equal("Endpoint 'redis' must specify a port for scheme 'redis'.", Assert.Throws<InvalidOperationException>(() => Expression(cache, EndpointProperty.Url)).Message);
        Assert.Equal("6379", Expression(cache, EndpointProperty.TargetPort));
    }

    [Fact]
    public void What_a_compute_environment_runs_are_containers_emulators_and_projects()
    {
        _builder.AddExecutable("tool", "tool", ".");
        _builder.AddContainer("site", "x");
        _builder.AddContainer("local", "x").ExcludeFromManifest();
        _builder.AddProject<WorkerProject>("worker");
        _builder.AddResource(new Queue("emulated")).WithAnnotation(new EmulatorResourceAnnotation());
        _builder.AddContainer("assets", "x").WithAnnotation(new DockerfileBuildAnnotation("assets", "assets/Dockerfile", null) { HasEntrypoint = false });
        Assert.Equal(["site", "worker", "emulated"], new DistributedApplicationModel(_builder.Resources).GetComputeResources().Select(resource => resource.Name));
    }

    private static string Expression(EndpointReference endpoint, EndpointProperty property) =>
        ((IComputeEnvironmentResource)new Cluster("cluster")).GetEndpointPropertyExpression(endpoint.Property(property)).ValueExpression;

    private sealed class Cluster(string name) : Resource(name), IComputeEnvironmentResource
    {
        public ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference) => ReferenceExpression.Create($"{endpointReference.Resource.Name}.shop.svc");
    }
}
