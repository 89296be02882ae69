namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL of this machine; a container is given the name under which it reaches the machine.</summary>
public record HostUrl(string Url) : IExpressionValue
{
    string IManifestExpressionProvider.ValueExpression => Url;

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => new(Url);

    ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (context.EffectiveNetwork == KnownNetworkIdentifiers.LocalhostNetwork || !Uri.TryCreate(Url, UriKind.Absolute, out var uri) || !EndpointHostHelpers.IsLocalhostOrLocalhostTld(uri))
        {
            return new(Url);
        }

        var seen = new UriBuilder(uri) { Host = KnownHostNames.DockerDesktopHostBridge }.Uri.ToString();
        return new(Url.EndsWith('/') ? seen : seen.TrimEnd('/'));
    }
}
