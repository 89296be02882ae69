using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Subset.Dcp;

/// <summary>An application on the real DCP, without dashboard, whose console is kept.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly CancellationTokenSource _patient = new(Patience);
    private readonly DistributedApplication _application;

    private RunningApp(DistributedApplication application, Console console)
    {
        _application = application;
        Printed = console;
    }

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "SmallApp.exe" : "SmallApp");

    public CancellationToken Timeout => _patient.Token;

    public DistributedApplication Application => _application;

    public Console Printed { get; }

    public ResourceNotificationService Notifications => _application.ResourceNotifications;

    public static async Task<RunningApp> StartAsync(Action<IDistributedApplicationBuilder> model)
    {
        var app = Build(model);
        await app._application.StartAsync(app.Timeout);
        return app;
    }

    public static RunningApp Build(Action<IDistributedApplicationBuilder> model)
    {
        Bundle.Require();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        var console = new Console();
        builder.Services.AddLogging(logging => logging.AddProvider(console));
        model(builder);
        return new RunningApp(builder.Build(), console);
    }

    public Task<ResourceEvent> UntilAsync(string resource, Func<CustomResourceSnapshot, bool> condition) =>
        Notifications.WaitForResourceAsync(resource, change => condition(change.Snapshot), Timeout);

    public Task<ResourceEvent> UntilAsync(string resource, string id, Func<CustomResourceSnapshot, bool> condition) =>
        Notifications.WaitForResourceAsync(resource, change => change.ResourceId == id && condition(change.Snapshot), Timeout);

    public Task<ResourceEvent> UntilAsync(string resource, string state) => UntilAsync(resource, s => s.State?.Text == state);

    public IReadOnlyList<string> InstancesOf(string resource) =>
        [.. _application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == resource).InstanceNames()];

    public CustomResourceSnapshot Now(string id) =>
        Notifications.TryGetCurrentState(id, out var current) ? current.Snapshot : throw new InvalidOperationException($"{id} has no state.");

    public int PidOf(string id) => Now(id).Properties.FirstOrDefault(p => p.Name == "executable.pid")?.Value as int? ?? 0;

    /// <summary>The first error on the console that holds the text; fails when there is none in time.</summary>
    public async Task<string> ErrorAsync(string text, TimeSpan patience)
    {
        for (var deadline = DateTime.UtcNow + patience; ; await Task.Delay(10, Timeout))
        {
            if (Printed.Errors.FirstOrDefault(e => e.Contains(text, StringComparison.Ordinal)) is { } error)
                return error;
            if (DateTime.UtcNow > deadline)
                throw new TimeoutException($"No error with {text} after {patience}. Printed: {string.Join(Environment.NewLine, Printed.Lines)}");
        }
    }

    /// <summary>The first line on the console that holds the text.</summary>
    public async Task<string> PrintedAsync(string text)
    {
        while (true)
        {
            if (Printed.Lines.Select(line => line.Text).FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                return line;
            await Task.Delay(10, Timeout);
        }
    }

    /// <summary>The first line of a resource's log that starts with the text, without its timestamp.</summary>
    public async Task<string> LineAsync(string id, string start)
    {
        while (true)
        {
            var line = (await LogOfAsync(id)).Select(l => l[(l.IndexOf(' ') + 1)..]).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal));
            if (line is not null)
                return line;
            await Task.Delay(10, Timeout);
        }
    }

    public async Task<IReadOnlyList<string>> LogOfAsync(string id)
    {
        var lines = new List<string>();
        await foreach (var batch in _application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(id))
            lines.AddRange(batch.Select(l => l.Content));
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _patient.Dispose();
    }
}
