using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Health;

/// <summary>
/// Liveness and readiness are different questions: <c>/alive</c> says that this process answers (a restart would help if
/// not), <c>/ready</c> that its dependencies answer too and that it is not shutting down (traffic should go elsewhere if not).
/// </summary>
internal static class HealthEndpoints
{
    public const string Alive = "/alive";
    public const string Ready = "/ready";

    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<IReadinessGate, ShutdownGate>();
    }

    public static void MapHealth(this WebApplication app)
    {
        Map(Alive, _ => false);
        Map(Ready, _ => true).Add(AskGatesFirst);

        IEndpointConventionBuilder Map(string path, Func<HealthCheckRegistration, bool> predicate) =>
            app.MapHealthChecks(path, new HealthCheckOptions { Predicate = predicate, ResponseWriter = HealthReportWriter.Write })
                .DisableHttpMetrics()
                .AllowAnonymous()
                .ShortCircuit();
    }

    public static bool IsHealth(PathString path) => path == Alive || path == Ready;

    private static void AskGatesFirst(EndpointBuilder endpoint)
    {
        var checks = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context => context.RequestServices.GetServices<IReadinessGate>().FirstOrDefault(gate => gate.IsClosed) is { } closed
            ? Refuse(context, closed)
            : checks(context);
    }

    private static Task Refuse(HttpContext context, IReadinessGate closed)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store, no-cache";
        return HealthReportWriter.Write(context, HealthStatus.Unhealthy, [(closed.Name, HealthStatus.Unhealthy)]);
    }
}
