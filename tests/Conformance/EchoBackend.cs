using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Conformance;

/// <summary>All workloads of a table behind one port: each has its own first path segment, and every answer says what arrived.</summary>
internal sealed class EchoBackend : IAsyncDisposable
{
    private readonly WebApplication app;

    private EchoBackend(WebApplication app) => this.app = app;

    public static async Task<EchoBackend> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget));
        await app.StartAsync();
        return new(app);
    }

    public string AddressOf(string workload) => $"{app.Urls.Single()}/@{workload}";

    /// <summary><c>/@orders/api?x=1</c> to <c>orders</c> and <c>/api</c>.</summary>
    public static (string Workload, string Path) Arrived(string echo)
    {
        var slash = echo.IndexOf('/', 2);
        return (echo[2..slash], echo[slash..].Split('?')[0]);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
