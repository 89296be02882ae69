using System.Net;
using Ingress;
using Microsoft.AspNetCore.Builder;
using Parity.Model;

namespace Conformance;

/// <summary>The real ingress in process, over real connections.</summary>
internal sealed class YarpTarget : IAsyncDisposable
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private readonly WebApplication app;

    private YarpTarget(WebApplication app) => this.app = app;

    public static async Task<YarpTarget> StartAsync(RouteTable table, EchoBackend backend)
    {
        string[] addresses = [.. table.Workloads.Select(workload => $"--services:{workload}:http:0={backend.AddressOf(workload)}")];
        var app = IngressApplication.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Ingress:Routes={RouteJson.Write(table)}", .. addresses]);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Backend and path that a request reaches, or the status of the ingress's own answer.</summary>
    public async Task<(string Workload, string Path, int Status)> SendAsync(RouteRequest request)
    {
        var uri = new Uri(app.Urls.Single() + request.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), uri);
        message.Headers.Host = request.Host;
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(message);
        if (response.StatusCode != HttpStatusCode.OK) return ("", "", (int)response.StatusCode);
        if (request.Method == "HEAD") return ("", "", 200);
        var (workload, path) = EchoBackend.Arrived(await response.Content.ReadAsStringAsync());
        return (workload, path, 200);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
