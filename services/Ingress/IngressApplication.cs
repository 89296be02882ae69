using Ingress.Load;
using Ingress.Proxy;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using ServiceDefaults;
using ServiceDefaults.Discovery;
using ServiceDefaults.Settings;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace Ingress;

/// <summary>The ingress of a local system: the route table served by YARP.</summary>
internal static class IngressApplication
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        // Latency here is the services' latency. A limit that followed it down would refuse what other services can answer; so many in
        // flight are 30 ms of the ingress's own work.
        builder.SetDefault("Overload:LeastLimit", "512");
        builder.AddServiceDefaults();
        builder.AddSettings(IngressSettings.Read);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Limits on bodies are those of the services.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var services = builder.Services;
        // Asking whether there is something to read costs a system call for each request; not asking costs each open connection 4 KB.
        services.Configure<SocketTransportOptions>(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);
        // The time limit of a request is its route's; the services' own would only cost each request a timer.
        services.PostConfigure<RequestTimeoutOptions>(timeouts => timeouts.DefaultPolicy = null);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ReplicaFile(provider.GetRequiredService<IngressSettings>().ReplicasFile, provider.GetRequiredService<ILogger<ReplicaFile>>()));
        services.AddHostedService(provider => provider.GetRequiredService<ReplicaFile>());
        services.AddSingleton<ReplicaFeed>();
        services.AddSingleton<LoadCounter>();
        services.AddSingleton<IProxyConfigProvider, TableConfig>();
        services.AddSingleton<IPassiveHealthCheckPolicy, RefusalPolicy>();
        services.AddReverseProxy()
            .AddTransforms<Transforms>()
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ConnectTimeout = TimeSpan.FromSeconds(2);
                handler.EnableMultipleHttp2Connections = true;
            });

        var app = builder.Build();
        var load = app.Services.GetRequiredService<LoadCounter>();
        var health = app.Services.GetRequiredService<IngressSettings>().HealthPort;
        // Before the overload protection: whoever scales asks most of all when there is too much load.
        app.MapWhen(context => health != 0 && context.Connection.LocalPort == health && context.Request.Path == "/load", asked => asked.Run(context => context.Response.WriteAsJsonAsync(load.Report())));
        app.MapServiceDefaults();
        app.Services.GetRequiredService<ReplicaFile>().Refresh();
        app.UseMiddleware<RouteSelection>();
        app.UseMiddleware<TimeLimit>();
        app.UseWebSockets();
        app.UseRouting();
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(load.CountRequestAsync);
            proxy.Use(Attempts.InvokeAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
            proxy.Use(load.CountAttemptAsync);
        });
        return app;
    }
}
