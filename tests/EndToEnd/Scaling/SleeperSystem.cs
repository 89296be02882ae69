using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Parity.Load;
using Parity.Scaling.Simulation;

namespace EndToEnd.Scaling;

/// <summary>One scaled service whose work is waiting, the ingress before it, and the autoscaler of this machine.</summary>
public sealed class SleeperSystem : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly DistributedApplication _application;
    private readonly ResourceNotificationService _notifications;
    private readonly ConcurrentDictionary<string, CustomResourceSnapshot> _replicas = new();
    private readonly ConcurrentQueue<string> _decisions = new();
    private readonly ConcurrentQueue<string> _ingressLog = new();
    private readonly ConcurrentQueue<(DateTime At, int Replicas)> _serving = new();
    private readonly CancellationTokenSource _stop = new();

    private SleeperSystem(DistributedApplication application)
    {
        _application = application;
        _notifications = application.Services.GetRequiredService<ResourceNotificationService>();
        _ = Task.Run(WatchAsync);
        _ = Task.Run(() => ReadLogAsync("scaling", _decisions));
        _ = Task.Run(() => ReadLogAsync("ingress", _ingressLog));
    }

    public Uri Ingress => _application.GetEndpoint("ingress", "http");

    /// <summary>The console log of the resource <c>scaling</c>.</summary>
    public IReadOnlyCollection<string> Decisions => _decisions;

    /// <summary>What the ingress said of requests that failed.</summary>
    public IEnumerable<string> Failures => _ingressLog.Where(line => line.Contains("Exception", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim()).Distinct().Take(20);

    public int Running => _replicas.Values.Count(IsServing);

    public static async Task<SleeperSystem> StartAsync(CancellationToken cancellation, params string[] arguments)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SleeperHost>(arguments, cancellation);
        var application = await builder.BuildAsync(cancellation);
        var system = new SleeperSystem(application);
        await application.StartAsync(cancellation);
        foreach (var resource in new[] { "sleeper", "caller", "ingress" })
            await system._notifications.WaitForResourceHealthyAsync(resource, cancellation).WaitAsync(Patience, cancellation);
        await system.UntilDecidedAsync("Scaling sleeper", cancellation);
        _ = Task.Run(system.AskIngressAsync, CancellationToken.None);
        return system;
    }

    /// <summary>What a person does with the command of the dashboard.</summary>
    public async Task SetReplicasAsync(int replicas, CancellationToken cancellation)
    {
        var commands = _application.Services.GetRequiredService<ResourceCommandService>();
        var result = await commands.ExecuteCommandAsync("scaling", "set-replicas", new InteractionInputCollection(
        [
            new InteractionInput { Name = "workload", InputType = InputType.Text, Value = "sleeper" },
            new InteractionInput { Name = "replicas", InputType = InputType.Number, Value = $"{replicas}" },
        ]), cancellation);
        Assert.True(result.Success, result.Message);
        await UntilAsync(() => Running == replicas && _replicas.Values.All(replica => replica.State?.Text != KnownResourceStates.Stopping), $"{replicas} replicas", cancellation);
    }

    public async Task ExecuteAsync(string command, CancellationToken cancellation)
    {
        var result = await _application.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync("scaling", command, cancellation);
        Assert.True(result.Success, result.Message);
    }

    public Task UntilDecidedAsync(string text, CancellationToken cancellation) =>
        UntilAsync(() => _decisions.Any(line => line.Contains(text, StringComparison.Ordinal)), text, cancellation);

    public Task UntilRunningAsync(int replicas, CancellationToken cancellation) => UntilAsync(() => Running == replicas, $"{replicas} replicas", cancellation);

    /// <summary>A constant load while something else is done, half of it through the service that calls the scaled one.</summary>
    public async Task<LoadReport> LoadAsync(double rate, Func<Task> meanwhile, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var load = new LoadGenerator(Plan([.. Enumerable.Repeat(rate, 3600)], [new("read", "/"), new("write", "/", Method: "POST", Body: "{}"), new("call", "/call", Weight: 2)])).RunAsync(enough.Token);
        try
        {
            await meanwhile();
        }
        finally
        {
            await enough.CancelAsync();
            await load;
        }

        return await load;
    }

    /// <summary>Requests of the scaled service, so many in each second.</summary>
    public Task<LoadReport> LoadAsync(IReadOnlyList<double> rates, CancellationToken cancellation) =>
        new LoadGenerator(Plan(rates, [new("read", "/")])).RunAsync(cancellation);

    /// <summary>To how many replicas the ingress sent from when on.</summary>
    public IReadOnlyCollection<(DateTime At, int Replicas)> Serving => _serving;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _application.DisposeAsync();
        _stop.Dispose();
    }

    private LoadPlan Plan(IReadOnlyList<double> rates, IReadOnlyList<Scenario> scenarios) => new()
    {
        Name = "load",
        Profile = "load",
        Target = Ingress,
        Trace = new ArrivalTrace(TimeSpan.FromSeconds(1), [.. rates]),
        Scenarios = scenarios,
    };

    private async Task UntilAsync(Func<bool> holds, string what, CancellationToken cancellation)
    {
        for (var watch = Stopwatch.StartNew(); !holds(); await Task.Delay(50, cancellation))
            Assert.True(watch.Elapsed < Patience, $"Not reached after {Patience}: {what}. {Running} replicas run. The autoscaler said:\n{string.Join('\n', _decisions)}");
    }

    private static bool IsServing(CustomResourceSnapshot replica) =>
        replica.State?.Text == KnownResourceStates.Running && replica.HealthStatus == HealthStatus.Healthy;

    private async Task WatchAsync()
    {
        await foreach (var change in _notifications.WatchAsync(_stop.Token))
        {
            if (change.Resource.Name != "sleeper") continue;
            _replicas[change.ResourceId] = change.Snapshot;
        }
    }

    private async Task AskIngressAsync()
    {
        using var http = new HttpClient { BaseAddress = _application.GetEndpoint("ingress", "health") };
        for (var last = 0; !_stop.IsCancellationRequested; await Task.Delay(50, _stop.Token))
        {
            // The caller's only replica is among them.
            var load = await http.GetFromJsonAsync<JsonElement>(new Uri("/load", UriKind.Relative), _stop.Token);
            var replicas = load.GetProperty("replicas").EnumerateObject().Count() - 1;
            if (replicas != last) _serving.Enqueue((DateTime.UtcNow, last = replicas));
        }
    }

    private async Task ReadLogAsync(string resource, ConcurrentQueue<string> lines)
    {
        await foreach (var batch in _application.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource).WithCancellation(_stop.Token))
        {
            foreach (var line in batch) lines.Enqueue(line.Content);
        }
    }
}
