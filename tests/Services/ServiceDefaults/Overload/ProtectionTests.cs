using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using ServiceDefaults.Overload;
using Services.Infrastructure;

namespace Services.Defaults.Overload;

public sealed class ProtectionTests
{
    private readonly TaskCompletionSource _work = new();
    private int _working;

    [Fact]
    public async Task What_is_too_much_is_refused_as_a_problem_that_says_when_to_come_back_while_health_is_answered()
    {
        await using var probe = await Start(Limits.Fixed(1, queue: 0));
        var held = probe.Http.GetAsync("/work", TestContext.Current.CancellationToken);
        await Eventually.Equal(1, () => Task.FromResult(Volatile.Read(ref _working)));

        using var refused = await probe.Http.GetAsync("/work", TestContext.Current.CancellationToken);
        var problem = await OrderClient.Json(refused);

        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.InRange(refused.Headers.RetryAfter?.Delta ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.Equal((429, "Too Many Requests"), (problem.GetProperty("status").GetInt32(), problem.GetProperty("title").GetString()));
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        Assert.Equal((200, 200, 200), (await probe.Status("/alive"), await probe.Status("/ready"), await probe.Status("/metrics")));
        _work.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await held).StatusCode);
        Assert.Equal(200, await probe.Status("/work"));
    }

    [Fact]
    public async Task What_waits_is_served_checkout_first_then_browsing_then_background()
    {
        var order = new List<string>();
        await using var probe = await Start(Limits.Fixed(1, queue: 9), app => app.Map("/note/{name}", (string name) =>
        {
            lock (order) order.Add(name);
        }));
        var held = probe.Http.GetAsync("/work", TestContext.Current.CancellationToken);
        await Eventually.Equal(1, () => Task.FromResult(Volatile.Read(ref _working)));

        var waiting = new List<Task>();
        foreach (var (method, name, headers) in new (string, string, (string, string)[])[]
        {
            ("GET", "prefetch", [("Sec-Purpose", "prefetch;prerender")]), ("POST", "report", [(RequestPriority.Header, "background")]),
            ("GET", "look", []), ("GET", "boast", [(RequestPriority.Header, "checkout")]), ("POST", "buy", []),
        })
        {
            var request = new HttpRequestMessage(new HttpMethod(method), $"/note/{name}");
            foreach (var (key, value) in headers) request.Headers.Add(key, value);
            waiting.Add(probe.Http.SendAsync(request, TestContext.Current.CancellationToken));
            // In this order in the queue, not only on the wire.
            await Eventually.Equal(waiting.Count, () => Task.FromResult(Queued(probe)));
        }

        _work.SetResult();
        await Task.WhenAll([held, .. waiting]);

        Assert.Equal(["buy", "look", "boast", "prefetch", "report"], order);
    }

    [Fact]
    public async Task An_endpoint_can_say_its_priority_and_that_it_is_exempt()
    {
        await using var probe = await Start(Limits.Fixed(1, queue: 0), app =>
        {
            app.MapGet("/exempt", () => "ok").ExemptFromOverloadProtection();
            app.MapGet("/other", () => "ok").WithPriority(Priority.Background);
        });
        var held = probe.Http.GetAsync("/work", TestContext.Current.CancellationToken);
        await Eventually.Equal(1, () => Task.FromResult(Volatile.Read(ref _working)));

        Assert.Equal((200, 429), (await probe.Status("/exempt"), await probe.Status("/other")));
        Assert.Equal(1, Limiter(probe).Count.Refused(Priority.Background, Shed.QueueFull));
        _work.SetResult();
        await held;
    }

    [Fact]
    public async Task One_setting_turns_it_off()
    {
        await using var probe = await Start([.. Limits.Fixed(1, queue: 0), ("Overload:Enabled", "false")]);
        var many = Enumerable.Range(0, 20).Select(_ => probe.Http.GetAsync("/work", TestContext.Current.CancellationToken)).ToList();
        await Eventually.Equal(20, () => Task.FromResult(Volatile.Read(ref _working)));

        _work.SetResult();

        Assert.All(await Task.WhenAll(many), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Null(probe.App.Services.GetService(typeof(AdmissionLimiter)));
    }

    [Fact]
    public async Task The_meters_tell_admitted_shed_in_flight_and_limit()
    {
        await using var probe = await Start(Limits.Fixed(2, queue: 0));
        var held = Enumerable.Range(0, 2).Select(_ => probe.Http.GetAsync("/work", TestContext.Current.CancellationToken)).ToList();
        await Eventually.Equal(2, () => Task.FromResult(Volatile.Read(ref _working)));
        Assert.Equal(429, await probe.Status("/work"));

        var seen = Collect(probe);

        Assert.Equal(2, seen["overload.requests.admitted browsing"]);
        Assert.Equal(1, seen["overload.requests.shed browsing queue_full"]);
        Assert.Equal((2, 2), (seen["overload.requests.in_flight"], seen["overload.limit"]));
        _work.SetResult();
        await Task.WhenAll(held);
    }

    private Task<Probe> Start((string, string)[] settings, Action<WebApplication>? map = null) => Probe.Start(Probe.Builder(settings), app =>
    {
        app.MapGet("/work", async () =>
        {
            Interlocked.Increment(ref _working);
            await _work.Task;
        });
        app.MapGet("/metrics", () => "");
        map?.Invoke(app);
    });

    private static AdmissionLimiter Limiter(Probe probe) => (AdmissionLimiter)probe.App.Services.GetService(typeof(AdmissionLimiter))!;

    private static int Queued(Probe probe) => Enum.GetValues<Priority>().Sum(priority => (int)Limiter(probe).GetStatistics(new Admission(priority, 0)).CurrentQueuedCount);

    private static Dictionary<string, long> Collect(Probe probe)
    {
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener();
        // Other tests have services with the same meter in this process.
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == OverloadMeters.Name && instrument.Meter.Scope == probe.App.Services.GetService(typeof(IMeterFactory))) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;

        void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            seen[string.Join(' ', (string[])[instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}")])] = value;
    }
}
