namespace Parity.Delivery;

/// <summary>Where an image is: <c>registry.example.com/tickets/orders:4.2@sha256:…</c>, taken apart as container runtimes do.</summary>
/// <param name="Registry">Host and port; <c>docker.io</c> where none is written.</param>
/// <param name="Repository">Path in it.</param>
/// <param name="Tag">Empty where a digest alone is meant.</param>
/// <param name="Digest">Empty where none is written.</param>
public sealed record ImageReference(string Registry, string Repository, string Tag, string Digest)
{
    private const string DockerHub = "docker.io";

    /// <summary>What a registry is asked for: the digest before the tag.</summary>
    public string Version => Digest.Length > 0 ? Digest : Tag;

    public static ImageReference Parse(string text)
    {
        var (name, digest) = Split(text, text.IndexOf('@', StringComparison.Ordinal));
        // A colon after the last slash begins a tag; before it, a port.
        var colon = name.LastIndexOf(':');
        (name, var tag) = Split(name, colon > name.LastIndexOf('/') ? colon : -1);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var isHost = first is "localhost" || first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal);
        var (registry, path) = isHost ? (first, name[(slash + 1)..]) : (DockerHub, name);
        if (registry == DockerHub && !path.Contains('/', StringComparison.Ordinal)) path = $"library/{path}";
        return new(registry, path, tag.Length == 0 && digest.Length == 0 ? "latest" : tag, digest);
    }

    public override string ToString() => $"{Registry}/{Repository}{(Tag.Length > 0 ? $":{Tag}" : "")}{(Digest.Length > 0 ? $"@{Digest}" : "")}";

    private static (string, string) Split(string text, int at) => at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
}
