namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which host names mean this machine (https://www.rfc-editor.org/rfc/rfc6761#section-6.3).</summary>
public static class EndpointHostHelpers
{
    public static bool IsLocalhost([NotNullWhen(true)] string? host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);

    public static bool IsLocalhost([NotNullWhen(true)] Uri? uri) => IsLocalhost(uri?.Host);

    public static bool IsLocalhostTld([NotNullWhen(true)] string? host) => host is not null && host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    public static bool IsLocalhostTld([NotNullWhen(true)] Uri? uri) => IsLocalhostTld(uri?.Host);

    public static bool IsDevLocalhostTld([NotNullWhen(true)] string? host) => host is not null && host.EndsWith(".dev.localhost", StringComparison.OrdinalIgnoreCase);

    public static bool IsDevLocalhostTld([NotNullWhen(true)] Uri? uri) => IsDevLocalhostTld(uri?.Host);

    public static bool IsLocalhostOrLocalhostTld([NotNullWhen(true)] string? host) => IsLocalhost(host) || IsLocalhostTld(host);

    public static bool IsLocalhostOrLocalhostTld([NotNullWhen(true)] Uri? uri) => IsLocalhostOrLocalhostTld(uri?.Host);
}
