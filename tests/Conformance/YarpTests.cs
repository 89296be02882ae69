using CsCheck;
using Parity.Model;

namespace Conformance;

public sealed class YarpTests
{
    [Fact]
    public async Task Routes_every_request_as_the_model_does()
    {
        await using var backend = await EchoBackend.StartAsync();
        await Gen.Select(Tables.Table, Tables.Request.Array[1, 25]).SampleAsync(
            async (table, requests) =>
            {
                await using var target = await YarpTarget.StartAsync(table, backend);
                foreach (var request in requests)
                {
                    var expected = table.Match(request) is RouteAnswer.Forward forward ? (forward.Workloads.Single(), forward.Path, 200) : ("", "", 404);
                    Assert.Equal(expected, await target.SendAsync(request));
                }
            },
            iter: 60,
            threads: 1);
    }
}
