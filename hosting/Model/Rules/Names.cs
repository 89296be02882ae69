using System.Text.RegularExpressions;

namespace Parity.Model;

/// <summary>The forms of names that Kubernetes accepts.</summary>
internal static partial class Names
{
    /// <summary>RFC 1123 label.</summary>
    public static bool IsLabel(string name, int longest) => name.Length <= longest && Label().IsMatch(name);

    /// <summary>RFC 1123 subdomain, the form of most object names.</summary>
    public static bool IsSubdomain(string name) => name.Length <= 253 && name.Split('.').All(label => Label().IsMatch(label));

    /// <summary>A POSIX environment variable.</summary>
    public static bool IsVariable(string key) => Variable().IsMatch(key);

    /// <summary>A key in the data of a Secret or ConfigMap, and so a file name.</summary>
    public static bool IsEntry(string key) => Entry().IsMatch(key) && key is not ("." or "..");

    public static bool IsImage(string reference) => Image().IsMatch(reference);

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")]
    private static partial Regex Label();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Variable();

    [GeneratedRegex("^[A-Za-z0-9._-]{1,253}$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9._-]*[a-z0-9])?(:\d+)?(/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?$")]
    private static partial Regex Image();
}
