using System.Net.Sockets;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Orchestration;

/// <summary>A container of the model as DCP wants it.</summary>
internal static class ContainerSpecification
{
    public static async Task<ContainerSpec> OfAsync(IResource resource, ResourceConfiguration configuration, string network, CancellationToken cancellationToken)
    {
        if (!resource.TryGetContainerImageName(out var image))
            throw new DistributedApplicationException($"The container '{resource.Name}' names no image. Add it with WithImage.");
        resource.TryGetLastAnnotation<ContainerNameAnnotation>(out var name);
        var isPersistent = resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var lifetime) && lifetime.Lifetime == ContainerLifetime.Persistent;
        return new ContainerSpec
        {
            ContainerName = name?.Name,
            Image = image,
            Command = (resource as ContainerResource)?.Entrypoint,
            Args = [.. configuration.Arguments.Select(a => a.Value)],
            Env = [.. configuration.EnvironmentVariables.Select(v => new EnvVar(v.Name, v.Value))],
            VolumeMounts = [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(m => new ContainerMountSpec(m.Type == ContainerMountType.Volume ? "volume" : "bind", m.Source, m.Target, m.IsReadOnly))],
            Ports = [.. resource.Annotations.OfType<EndpointAnnotation>().Select(Port)],
            RunArgs = await RunArgumentsAsync(resource, cancellationToken).ConfigureAwait(false),
            Networks = [new ContainerNetworkConnection(network, [resource.Name, .. resource.Annotations.OfType<ContainerNetworkAliasAnnotation>().Select(a => a.Alias)])],
            Persistent = isPersistent ? true : null,
            PullPolicy = resource.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var pull) ? PullPolicy(pull.ImagePullPolicy) : null,
        };

        ContainerPortSpec Port(EndpointAnnotation endpoint) => new(
            endpoint.IsProxied ? null : endpoint.Port,
            endpoint.TargetPort ?? throw new DistributedApplicationException($"The endpoint '{endpoint.Name}' of the container '{resource.Name}' has no target port. Give it targetPort."),
            endpoint.Protocol == ProtocolType.Udp ? "UDP" : "TCP",
            "127.0.0.1");
    }

    private static string? PullPolicy(ImagePullPolicy policy) => policy switch
    {
        ImagePullPolicy.Always => "always",
        ImagePullPolicy.Missing => "missing",
        ImagePullPolicy.Never => "never",
        _ => null,
    };

    private static async Task<IReadOnlyList<string>> RunArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var arguments = new List<object>();
        foreach (var annotation in resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
            await annotation.Callback(new ContainerRuntimeArgsCallbackContext(arguments, cancellationToken)).ConfigureAwait(false);
        var texts = new List<string>();
        foreach (var argument in arguments)
        {
            if ((argument is IValueProvider provider ? await provider.GetValueAsync(cancellationToken).ConfigureAwait(false) : argument.ToString()) is { } text)
                texts.Add(text);
        }
        return texts;
    }
}
