namespace Aspire.Hosting.Testing;

/// <summary>DcpPublisher:RandomizePorts: runs of the same AppHost side by side must not fight for the ports that it fixes.</summary>
internal static class RandomPorts
{
    public const string Setting = "DcpPublisher:RandomizePorts";

    public static Task ApplyAsync(BeforeStartEvent start)
    {
        if (!start.Services.GetRequiredService<IConfiguration>().GetValue<bool>(Setting)) return Task.CompletedTask;
        // A fixed port without a proxy is one that the program itself insists on.
        foreach (var endpoint in start.Model.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()).Where(endpoint => endpoint.IsProxied))
            endpoint.Port = null;
        return Task.CompletedTask;
    }
}
