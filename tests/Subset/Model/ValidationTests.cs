using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

public class ValidationTests
{
    [Theory]
    [InlineData("", "Name must be between 1 and 64 characters long.")]
    [InlineData("a_b", "Name must contain only ASCII letters, digits, and hyphens.")]
    [InlineData("a--b", "Name cannot contain consecutive hyphens.")]
    [InlineData("1a", "Name must start with an ASCII letter.")]
    [InlineData("a-", "Name cannot end with a hyphen.")]
    public void A_name_that_is_no_host_name_is_refused(string name, string cause)
    {
        Assert.StartsWith($"Resource name '{name}' is invalid. {cause}", Assert.Throws<ArgumentException>(() => Models.Run().AddContainer(name, "x")).Message, StringComparison.Ordinal);
        Assert.StartsWith($"EndpointAnnotation name '{name}' is invalid. {cause}", Assert.Throws<ArgumentException>(() => Models.Run().AddContainer("a", "x").WithHttpEndpoint(name: name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_may_have_a_policy_of_its_own()
    {
        var resource = new Queue("1_a");
        resource.Annotations.Add(NameValidationPolicyAnnotation.None);
        using var app = Models.Run().AddResource(resource).ApplicationBuilder.Build();
    }

    [Fact]
    public void A_name_is_given_once_whatever_its_case()
    {
        var builder = Models.Run();
        builder.AddContainer("orders", "x");
        Assert.Equal(
            "Cannot add resource of type 'Subset.Model.Queue' with name 'Orders' because resource of type 'Aspire.Hosting.ApplicationModel.ContainerResource' with that name already exists. Resource names are case-insensitive.",
            Assert.Throws<DistributedApplicationException>(() => builder.AddResource(new Queue("Orders"))).Message);
        builder.AddContainer("catalog", "x");
        var resources = builder.Resources;
        Assert.Throws<DistributedApplicationException>(() => resources.Add(new Queue("ORDERS")));
        Assert.Throws<DistributedApplicationException>(() => resources.Insert(0, new Queue("ORDERS")));
        Assert.Throws<DistributedApplicationException>(() => resources[1] = new Queue("ORDERS"));
        Assert.Equal(["orders", "catalog"], resources.Select(resource => resource.Name));
    }

    [Fact]
    public void A_name_is_free_again_when_its_resource_is_gone()
    {
        var resources = Models.Run().AddContainer("orders", "x").ApplicationBuilder.Resources;
        resources[0] = new Queue("ORDERS");
        resources.RemoveAt(0);
        resources.Add(new Queue("orders"));
        resources.Clear();
        resources.Add(new Queue("Orders"));
        Assert.True(resources.TryGetByName("orders", out var found));
        Assert.Same(resources[0], found);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var builder = Models.Run();
        builder.AddContainer("a", "x").WithHttpEndpoint().WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: "HTTP"));
        builder.Resources.Add(new Queue("b_c"));
        Assert.Equal(
        [
            "Resource name 'b_c' is invalid. Name must contain only ASCII letters, digits, and hyphens.",
            "Endpoint with name 'http' already exists on resource 'a'. Endpoint names are case-insensitive; give each its own name with the parameter 'name'.",
        ], Assert.Throws<DistributedApplicationException>(builder.Build).Message.Split(Environment.NewLine));
    }

    [Fact]
    public void Saying_more_about_an_endpoint_changes_it()
    {
        var site = Models.Run().AddContainer("site", "x").WithHttpEndpoint(targetPort: 80).WithHttpEndpoint(port: 8080).WithExternalHttpEndpoints();
        var endpoint = Assert.Single(site.Resource.Annotations.OfType<EndpointAnnotation>());
        Assert.Equal((8080, 80, true), (endpoint.Port ?? 0, endpoint.TargetPort ?? 0, endpoint.IsExternal));
    }

    [Fact]
    public void Without_a_proxy_either_port_stands_for_the_other()
    {
        var builder = Models.Run();
        Assert.Equal(5000, builder.AddExecutable("a", "a", ".").WithHttpEndpoint(port: 5000, isProxied: false).GetEndpoint("http").TargetPort);
        Assert.Null(builder.AddExecutable("b", "b", ".").WithHttpEndpoint(port: 5000).GetEndpoint("http").TargetPort);
    }
}
