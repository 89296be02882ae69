using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace Benchmarks.Rush;

/// <summary>
/// YARP's forwarder with one destination and nothing else (no routes, balancing, health, telemetry, limiter), in a process of its own: what an ingress
/// that is made of YARP cannot be cheaper than.
/// </summary>
internal static class BareForwarder
{
    public const string Argument = "--forward";

    public static Child Start(Uri backend) => Child.Start(Environment.ProcessPath!, [Argument, $"{backend}"],
        ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Logging__LogLevel__Microsoft.AspNetCore", "Warning"), ("Logging__LogLevel__Yarp", "Warning"), ("DOTNET_TieredPGO", "1"), ("DOTNET_gcConcurrent", "1"));

    public static async Task<int> RunAsync(Uri backend)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        // As YARP makes its own: https://learn.microsoft.com/aspnet/core/fundamentals/servers/yarp/direct-forwarding
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(2),
        });
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        var destination = backend.ToString();
        app.Run(async context => await forwarder.SendAsync(context, destination, client, ForwarderRequestConfig.Empty, HttpTransformer.Empty));
        await app.RunAsync();
        return 0;
    }
}
