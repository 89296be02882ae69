using Ingress;
using Microsoft.AspNetCore.Builder;
using Parity.CommandLine;
using Parity.Model;
using Parity.Verification.Routing;

namespace Conformance;

/// <summary>The real ingress in process, over real connections.</summary>
internal sealed class YarpTarget : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RouteTable table;

    private YarpTarget(WebApplication app, RouteTable table) => (this.app, this.table) = (app, table);

    public static async Task<YarpTarget> StartAsync(RouteTable table, EchoServer backend)
    {
        string[] addresses = [.. table.Workloads.Select(workload => $"--services:{workload}:http:0={backend.AddressOf(workload)}")];
        var app = IngressApplication.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Ingress:Routes={RouteJson.Write(table)}", .. addresses]);
        await app.StartAsync();
        return new(app, table);
    }

    /// <summary>The one workload that the request reached, or the status of the ingress's own answer.</summary>
    public Task<Outcome> ReachAsync(RouteRequest request) => RawRequest.SendAsync(new Uri(app.Urls.Single()).Port, request, TestContext.Current.CancellationToken);

    /// <summary>The same, where any backend of the route that was meant stands for all of them.</summary>
    public async Task<Outcome> SendAsync(RouteRequest request) => IngressProgram.Shared(await ReachAsync(request), Outcome.Of(table, request));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
