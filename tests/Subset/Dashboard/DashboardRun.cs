using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Subset.Dcp;
using Console = Subset.Dcp.Console;

namespace Subset.Dashboard;

/// <summary>tests/SmallAppHost with the real dashboard, which has printed its address.</summary>
internal sealed class DashboardRun : IAsyncDisposable
{
    private const string Sentence = "Login to the dashboard at ";
    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly DistributedApplication _app;

    private DashboardRun(IDistributedApplicationTestingBuilder builder, DistributedApplication app, Uri login) =>
        (_builder, _app, Login) = (builder, app, login);

    public Uri Login { get; }

    public static async Task<DashboardRun> StartAsync()
    {
        Bundle.Require();
        var cancelled = TestContext.Current.CancellationToken;
        var printed = new Console();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmallAppHost>([], (options, _) => options.DisableDashboard = false, cancelled);
        builder.Services.AddLogging(logging => logging.AddProvider(printed));
        var app = await builder.BuildAsync(cancelled);
        await app.StartAsync(cancelled);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("worker", cancelled);
        while (true)
        {
            if (printed.Lines.Select(line => line.Text).FirstOrDefault(text => text.StartsWith(Sentence, StringComparison.Ordinal)) is { } line)
                return new(builder, app, new Uri(line[Sentence.Length..]));
            await Task.Delay(50, cancelled);
        }
    }

    public IResourceWithEndpoints Resource(string name) =>
        (IResourceWithEndpoints)_app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);

    public IReadOnlyList<CustomResourceSnapshot> Snapshots(string name) =>
        [.. Resource(name).InstanceNames().Select(id => _app.ResourceNotifications.TryGetCurrentState(id, out var current) ? current.Snapshot : throw new InvalidOperationException($"{id} has no state."))];

    public string Configuration(string key) =>
        _app.Services.GetRequiredService<IConfiguration>()[key] ?? throw new InvalidOperationException($"{key} is not configured.");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _builder.DisposeAsync();
    }
}
