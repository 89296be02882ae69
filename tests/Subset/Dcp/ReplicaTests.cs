using Aspire.Hosting.ApplicationModel;

namespace Subset.Dcp;

public sealed class ReplicaTests
{
    [Fact]
    public async Task Replicas_share_an_address_and_have_ports_of_their_own()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("web").WithAnnotation(new ReplicaAnnotation(2)));
        var ids = app.InstancesOf("web");
        foreach (var id in ids)
            await app.Notifications.WaitForResourceAsync("web", e => e.ResourceId == id && e.Snapshot.State?.Text == "Running" && e.Snapshot.Urls.Length == 2, app.Timeout);
        var urls = ids.Select(id => app.Now(id).Urls).ToList();

        Assert.Equal(2, ids.Count);
        Assert.Equal(urls[0].Single(u => u.Name == "http").Url, urls[1].Single(u => u.Name == "http").Url);
        Assert.NotEqual(urls[0].Single(u => u.Name == "http target port").Url, urls[1].Single(u => u.Name == "http target port").Url);
    }
}
