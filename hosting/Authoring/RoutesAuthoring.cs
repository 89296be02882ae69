using System.Text;
using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>Gives a project the route table that it serves locally and that every environment's gateway is generated from.</summary>
public static class RoutesAuthoring
{
    /// <summary>
    /// Makes the resource the ingress: it gets the table (<c>Ingress__Routes</c>), a reference to every workload in it, a port of its own for
    /// health (<c>Ingress__HealthPort</c>) and, locally, the live addresses of all replicas (<c>Ingress__ReplicasFile</c>).
    /// </summary>
    /// <exception cref="DistributedApplicationException">The table breaks a rule, or names a workload that is not declared before; all breaches are listed. Not when publishing: then they are diagnostics of the model.</exception>
    public static IResourceBuilder<T> WithRoutes<T>(this IResourceBuilder<T> ingress, RouteTable routes)
        where T : IResourceWithEnvironment, IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(ingress);
        ArgumentNullException.ThrowIfNull(routes);
        var application = ingress.ApplicationBuilder;
        var workloads = application.Resources.OfType<IResourceWithEndpoints>().ToDictionary(resource => resource.Name);
        // Where manifests are asked for, the rules of the whole model name the same breaches together with all others.
        if (application.ExecutionContext.IsRunMode) Refuse([.. routes.Check(), .. Unknown(routes, workloads)]);

        foreach (var workload in routes.Workloads.Where(workloads.ContainsKey)) Refer(ingress, workloads[workload]);
        var local = RouteJson.Write(routes.As(DeclaredEnvironments.Local(application) ?? ""));
        ingress
            .WithAnnotation(new RoutesAnnotation(routes), ResourceAnnotationMutationBehavior.Replace)
            .WithEnvironment("Ingress__Routes", application.ExecutionContext.IsRunMode ? local : WithoutBraces(local))
            // Not by the endpoint's own variable: Aspire then leaves it to the project to listen there.
            .WithHttpEndpoint(name: "health")
            .WithEnvironment("Ingress__HealthPort", ReferenceExpression.Create($"{ingress.GetEndpoint("health").Property(EndpointProperty.TargetPort)}"))
            .WithHttpHealthCheck("/ready", endpointName: "health");
        if (application.ExecutionContext.IsRunMode) ingress.WithReplicaFeed(routes.Workloads);
        return ingress;
    }

    // A container has no service discovery of its own in Aspire; its endpoints have.
    private static void Refer<T>(IResourceBuilder<T> ingress, IResourceWithEndpoints workload) where T : IResourceWithEnvironment, IResourceWithEndpoints
    {
        if (workload is IResourceWithServiceDiscovery discovered) ingress.WithReference(ingress.ApplicationBuilder.CreateResourceBuilder(discovered));
        else foreach (var endpoint in workload.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https")) ingress.WithReference(new EndpointReference(workload, endpoint));
    }

    // What stands in braces is an expression to the readers of an Aspire manifest.
    private static string WithoutBraces(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    private static IEnumerable<Diagnostic> Unknown(RouteTable routes, Dictionary<string, IResourceWithEndpoints> workloads) =>
        from route in routes.Routes
        from backend in route.Backends
        where !workloads.ContainsKey(backend.Workload)
        select Diagnostic.Error("ROUTE-011", $"route '{route.Name}'", $"no resource '{backend.Workload}' with endpoints is declared.",
            $"Declare it before WithRoutes, for example builder.AddProject<…>(\"{backend.Workload}\"), or correct the name.");

    private static void Refuse(Diagnostic[] breaches)
    {
        if (breaches.Length == 0) return;
        throw new DistributedApplicationException($"The route table cannot be served:{System.Environment.NewLine}{string.Join(System.Environment.NewLine, breaches.Select(breach => $"  {breach}"))}");
    }
}
