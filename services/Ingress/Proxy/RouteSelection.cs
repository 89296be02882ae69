using Ingress.Table;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;
using Yarp.ReverseProxy.Model;

namespace Ingress.Proxy;

/// <summary>
/// Chooses YARP's endpoint by the rules of the route table before ASP.NET's routing looks at the request; routing leaves a chosen
/// endpoint alone. ASP.NET's own rules differ: paths without case, trailing slashes ignored, 405 for a method that no route allows.
/// </summary>
internal sealed class RouteSelection(RequestDelegate next, IngressSettings settings, EndpointDataSource endpoints)
{
    private Dictionary<(int, string), Endpoint>? byRoute;

    public Task InvokeAsync(HttpContext context)
    {
        if (settings.HealthPort != 0 && context.Connection.LocalPort == settings.HealthPort) return next(context);
        var target = RequestTarget.Of(context);
        var position = settings.Routes.Match(context.Request, target.Path);
        if (position < 0) return NotFound(context);
        var route = settings.Routes.Routes[position];
        var backend = route.BackendAt(Random.Shared.NextDouble());
        context.Features.Set(new SelectedRoute(route, route.PathFor(target.Path) + target.Query));
        // The answer is the backend's, and the time limit the route's.
        context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        context.SetEndpoint(EndpointOf(position, backend));
        return next(context);
    }

    private Task NotFound(HttpContext context) =>
        settings.HealthPort == 0 && context.Request.Path.Value is "/alive" or "/ready"
            ? next(context)
            : Problem.WriteAsync(context, StatusCodes.Status404NotFound, "No route matches this request.");

    // Replicas come and go inside clusters; the endpoints stay those of the first configuration, so one index is enough.
    private Endpoint EndpointOf(int position, Backend backend) => (byRoute ??= Index())[(position, backend.Workload)];

    private Dictionary<(int, string), Endpoint> Index()
    {
        var byId = endpoints.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<RouteModel>() is not null)
            .ToDictionary(endpoint => endpoint.Metadata.GetMetadata<RouteModel>()!.Config.RouteId);
        return settings.Routes.Routes
            .SelectMany((route, position) => route.Backends.Select(backend => (Key: (position, backend.Workload), Id: TableConfig.RouteId(position, backend))))
            .ToDictionary(entry => entry.Key, entry => byId[entry.Id]);
    }
}

/// <summary>The route that a request takes, and the path and query its backend sees.</summary>
internal sealed record SelectedRoute(RouteEntry Route, string PathAndQuery);
