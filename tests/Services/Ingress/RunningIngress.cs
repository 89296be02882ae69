using global::Ingress;
using Microsoft.AspNetCore.Builder;

namespace Services.Routing;

/// <summary>The real ingress on a free port.</summary>
internal sealed class RunningIngress : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningIngress(WebApplication app)
    {
        this.app = app;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public static async Task<RunningIngress> StartAsync(string routes, params string[] settings)
    {
        var app = IngressApplication.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Ingress:Routes={routes}", .. settings]);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>One route for everything, to the workload <c>shop</c>.</summary>
    public static Task<RunningIngress> ForShopAsync(string more, params string[] addresses) =>
        StartAsync(Shop(more), [.. addresses.Select((address, index) => $"--services:shop:http:{index}={address}")]);

    public static string Shop(string more = "") => $$"""{"routes": [{"name": "shop", "path": {"prefix": "/"}, "backends": [{"workload": "shop"}]{{more}}}]}""";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
