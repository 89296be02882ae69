using CsCheck;
using Parity.CommandLine;
using Parity.Model;
using Parity.Verification.Routing;

namespace Conformance;

public sealed class YarpTests
{
    [Fact]
    public async Task Routes_every_request_as_the_model_does()
    {
        using var backend = new EchoServer();
        await Gen.Select(Tables.Table, Tables.Request.Array[1, 25]).SampleAsync(
            async (table, requests) =>
            {
                await using var target = await YarpTarget.StartAsync(table, backend);
                foreach (var request in requests) Assert.Equal(Outcome.Of(table, request), await target.SendAsync(request));
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task Shares_requests_by_weight()
    {
        using var backend = new EchoServer();
        await using var target = await YarpTarget.StartAsync(RouteTable.Of(Route.Prefix("/").To("most", 9).AndTo("few", 1).AndTo("none", 0)), backend);
        var seen = new List<string>();
        for (var i = 0; i < 400; i++) seen.AddRange(((Outcome.Forwarded)await target.ReachAsync(new("GET", "h", "/", []))).Shares.Keys);

        // 40 are expected of 400; 6 standard deviations either way.
        Assert.InRange(seen.Count(workload => workload == "few"), 4, 76);
        Assert.Equal(400, seen.Count(workload => workload is "few" or "most"));
    }
}
