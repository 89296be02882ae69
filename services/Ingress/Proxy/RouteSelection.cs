using Ingress.Table;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Model;
using RouteTable = Ingress.Table.RouteTable;

namespace Ingress.Proxy;

/// <summary>
/// Chooses YARP's endpoint by the rules of the route table before ASP.NET's routing looks at the request; routing leaves a chosen
/// endpoint alone. ASP.NET's own rules differ: paths without case, trailing slashes ignored, 405 for a method that no route allows.
/// </summary>
internal sealed class RouteSelection(RequestDelegate next, RouteTable table, EndpointDataSource endpoints, IOptions<IngressOptions> options)
{
    private readonly int healthPort = options.Value.HealthPort;
    private Dictionary<string, Endpoint>? byRoute;

    public Task InvokeAsync(HttpContext context)
    {
        if (healthPort != 0 && context.Connection.LocalPort == healthPort) return next(context);
        var target = RequestTarget.Of(context);
        if (table.Match(context.Request, target.Path) is not { } route) return NotFound(context);
        var backend = route.BackendAt(Random.Shared.NextDouble());
        context.Features.Set(new SelectedRoute(route, route.PathFor(target.Path) + target.Query));
        context.SetEndpoint(EndpointOf(TableConfig.RouteId(route, backend)));
        return next(context);
    }

    private Task NotFound(HttpContext context) =>
        healthPort == 0 && context.Request.Path.Value is "/alive" or "/ready"
            ? next(context)
            : Problem.WriteAsync(context, StatusCodes.Status404NotFound, "No route matches this request.");

    // Replicas come and go inside clusters; the endpoints stay those of the first configuration, so one index is enough.
    private Endpoint EndpointOf(string route)
    {
        byRoute ??= endpoints.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<RouteModel>() is not null)
            .ToDictionary(endpoint => endpoint.Metadata.GetMetadata<RouteModel>()!.Config.RouteId);
        return byRoute[route];
    }
}

/// <summary>The route that a request takes, and the path and query its backend sees.</summary>
internal sealed record SelectedRoute(RouteEntry Route, string PathAndQuery);
