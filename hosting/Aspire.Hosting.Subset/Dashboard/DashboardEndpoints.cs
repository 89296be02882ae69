using System.Net.Sockets;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Where the dashboard listens. The proxies take the addresses that the others are told (OTLP, browser) before the dashboard
/// runs, so that nothing waits for it to start.
/// </summary>
internal static class DashboardEndpoints
{
    public const string OtlpGrpc = "otlp-grpc";
    public const string OtlpHttp = "otlp-http";

    public static IEnumerable<EndpointAnnotation> Of(DashboardSettings settings)
    {
        if (settings.FrontendUrls.Count == 0) yield return Endpoint(settings, null, settings.Scheme);
        foreach (var url in settings.FrontendUrls.DistinctBy(url => url.Scheme)) yield return Endpoint(settings, url, url.Scheme);

        // Both when neither is configured: services prefer gRPC, browsers can only speak HTTP.
        var neither = settings.OtlpGrpcUrl is null && settings.OtlpHttpUrl is null;
        if (neither || settings.OtlpHttpUrl is not null) yield return Endpoint(settings, settings.OtlpHttpUrl, OtlpHttp);
        if (neither || settings.OtlpGrpcUrl is not null) yield return Endpoint(settings, settings.OtlpGrpcUrl, OtlpGrpc, "http2");
    }

    private static EndpointAnnotation Endpoint(DashboardSettings settings, Uri? url, string name, string? transport = null) =>
        new(ProtocolType.Tcp, uriScheme: url?.Scheme ?? settings.Scheme, transport: transport, name: name, port: Port(url), isProxied: true)
        {
            TargetHost = url?.DnsSafeHost ?? "localhost",
        };

    // http://localhost:0 asks for any port.
    private static int? Port(Uri? url) => url is null or { Port: 0 } ? null : url.Port;
}
