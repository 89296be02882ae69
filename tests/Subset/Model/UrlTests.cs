using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Subset.Model;

public class UrlTests
{
    [Theory]
    [InlineData("localhost", EndpointBindingMode.SingleAddress, new[] { "http://localhost:5000 shown" })]
    [InlineData("shop.localhost", EndpointBindingMode.SingleAddress, new[] { "http://shop.localhost:5000 shown", "http://localhost:5000 details" })]
    [InlineData("0.0.0.0", EndpointBindingMode.IPv4AnyAddresses, new[] { "http://localhost:5000 shown", "http://MACHINE:5000 shown" })]
    public async Task An_endpoint_has_a_url_for_each_name_it_is_reached_by(string host, EndpointBindingMode binding, string[] urls)
    {
        using var loggers = new ResourceLoggerService();
        var site = Models.Run().AddExecutable("site", "site", ".").WithHttpEndpoint().WithEndpoint("http", endpoint =>
        {
            endpoint.TargetHost = host;
            endpoint.AllocatedEndpoint = new(endpoint, "localhost", 5000, binding, null, null);
        });
        var resolved = new ResourceUrls(site.ApplicationBuilder.ExecutionContext, loggers);
        await resolved.ResolveAsync(site.Resource, TestContext.Current.CancellationToken);
        Assert.Equal(
            urls.Select(url => url.Replace("MACHINE", Environment.MachineName, StringComparison.Ordinal)),
            resolved.Of(site.Resource).Select(url => $"{url.Url} {(url.IsInternal ? "details" : "shown")}"));
    }

    [Fact]
    public async Task Urls_are_added_and_changed_in_the_order_of_the_calls()
    {
        var site = Models.Run().AddContainer("site", "x").WithHttpEndpoint().Allocated("http", 80)
            .WithUrl("https://docs.test/", "Docs")
            .WithUrl("/admin", "Admin")
            .WithUrl($"{Models.Run("--Parameters:a=https://x.test").AddParameter("a")}/y")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Site")
            .WithUrlForEndpoint("http", endpoint => new ResourceUrlAnnotation { Url = $"{endpoint.Url}/health", DisplayLocation = UrlDisplayLocation.DetailsOnly });
        var context = new ResourceUrlsCallbackContext(site.ApplicationBuilder.ExecutionContext, site.Resource, [new ResourceUrlAnnotation { Url = "http://localhost:80", Endpoint = site.GetEndpoint("http") }]);
        foreach (var callback in site.Resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        Assert.Equal(["https://docs.test/"], site.Resource.Annotations.OfType<ResourceUrlAnnotation>().Select(url => url.Url));
        Assert.Equal(
            [("http://localhost/admin", "Site", false), ("https://x.test/y", null, false), ("http://localhost:80/health", null, true)],
            context.Urls.Select(url => (url.Url, url.DisplayText, url.IsInternal)));
    }
}
