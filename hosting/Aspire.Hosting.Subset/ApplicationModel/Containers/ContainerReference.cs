using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>docker.io/library/postgres:17@sha256:… in its parts; the registry stays in front of the name.</summary>
internal sealed partial record ContainerReference(string Name, string? Tag, string? Digest)
{
    public static ContainerReference Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            ? new(match.Groups["name"].Value, Part(match, "tag"), Part(match, "digest"))
            : throw new ArgumentOutOfRangeException(nameof(text), text, "invalid reference format: could not parse container image name");
    }

    private static string? Part(Match match, string group) => match.Groups[group] is { Success: true, Value: var value } ? value : null;

    // localhost:5000/a/b:1.2@sha256:abc - a registry has a dot, a port, or is localhost.
    [GeneratedRegex(@"^(?<name>(?:(?:(?:localhost|\[[a-fA-F0-9:]+\]|[\w-]+(?:\.[\w-]+)+)(?::\d+)?|[\w-]+:\d+)/)?[\w\-./<>]+)(?::(?<tag>[\w\-.<>]+))?(?:@(?<digest>.+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
