using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

public class UrlTests
{
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
