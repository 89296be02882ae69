namespace Parity.Verification.Adoption.Meaning;

/// <summary>An image reference in parts, the defaults of the container runtimes spelt out (distribution/reference).</summary>
internal sealed record ImageName(string Registry, string Repository, string Tag, string Digest)
{
    public static ImageName Parse(string text)
    {
        var rest = text.Trim();
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? "" : rest[(at + 1)..];
        if (at >= 0) rest = rest[..at];
        var slash = rest.LastIndexOf('/');
        var colon = rest.IndexOf(':', slash + 1);
        var tag = colon < 0 ? "" : rest[(colon + 1)..];
        if (colon >= 0) rest = rest[..colon];
        var first = rest.IndexOf('/', StringComparison.Ordinal);
        var host = first < 0 ? "" : rest[..first];
        // The first part is a registry only if it looks like a host: it has a dot or a port, or is localhost.
        var hosted = host.Contains('.', StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal) || host == "localhost";
        var registry = hosted ? host : "docker.io";
        var repository = hosted ? rest[(first + 1)..] : rest;
        if (registry is "index.docker.io" or "registry-1.docker.io" or "registry.hub.docker.com") registry = "docker.io";
        if (registry == "docker.io" && !repository.Contains('/', StringComparison.Ordinal)) repository = $"library/{repository}";
        return new(registry, repository, tag.Length == 0 && digest.Length == 0 ? "latest" : tag, digest);
    }

    /// <summary>What is pulled: where a digest is given, the tag beside it says nothing.</summary>
    public string Key => Digest.Length > 0 ? $"{Registry}/{Repository}@{Digest}" : $"{Registry}/{Repository}:{Tag}";

    /// <summary>The pull policy that a server fills in for this reference.</summary>
    public string DefaultPullPolicy => Digest.Length == 0 && Tag == "latest" ? "Always" : "IfNotPresent";
}
