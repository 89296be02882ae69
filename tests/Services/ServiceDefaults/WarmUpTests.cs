using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServiceDefaults.WarmUp;
using Services.Infrastructure;

namespace Services.Defaults;

public sealed class WarmUpTests
{
    private int _asked;

    [Fact]
    public async Task A_replica_is_ready_when_it_has_answered_its_own_requests()
    {
        var release = new TaskCompletionSource();
        await using var probe = await Start(async () =>
        {
            if (Interlocked.Increment(ref _asked) == 5) await release.Task;
            return Results.Ok();
        });
        await Eventually.Equal(5, () => Task.FromResult(Volatile.Read(ref _asked)));

        Assert.Equal((200, 503), (await probe.Status("/alive"), await probe.Status("/ready")));
        release.SetResult();

        await Eventually.Equal(200, () => probe.Status("/ready"));
        Assert.Equal(7, _asked);
    }

    [Fact]
    public async Task A_replica_whose_requests_fail_is_ready_after_the_first()
    {
        await using var probe = await Start(() =>
        {
            Interlocked.Increment(ref _asked);
            return Task.FromResult(Results.StatusCode(502));
        });

        await Eventually.Equal(200, () => probe.Status("/ready"));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Its_requests_are_nobodys_traces()
    {
        var recorded = 0;
        await using var probe = await Start(() =>
        {
            if (Activity.Current?.Recorded == true) Interlocked.Increment(ref recorded);
            Interlocked.Increment(ref _asked);
            return Task.FromResult(Results.Ok());
        });

        await Eventually.Equal(200, () => probe.Status("/ready"));
        Assert.Equal((7, 0), (_asked, recorded));
    }

    [Fact]
    public async Task A_setting_turns_it_off()
    {
        await using var probe = await Start(() => throw new InvalidOperationException("not asked for"), rounds: 0);

        Assert.Equal(200, await probe.Status("/ready"));
    }

    private static async Task<Probe> Start(Func<Task<IResult>> work, int rounds = 7)
    {
        var builder = Probe.Builder(("WarmUp:Rounds", $"{rounds}"));
        builder.AddWarmUp(() => new(HttpMethod.Get, "/work"));
        return await Probe.Start(builder, app => app.MapGet("/work", work));
    }
}
