using System.Text.RegularExpressions;

namespace Parity.Model;

/// <summary>The forms of names that Kubernetes accepts.</summary>
internal static partial class Names
{
    /// <summary>RFC 1123 label.</summary>
    public static bool IsLabel(string name, int longest) => name.Length <= longest && Label().IsMatch(name);

    /// <summary>RFC 1035 label, as a Service is called: it begins with a letter.</summary>
    public static bool IsServiceLabel(string name, int longest) => IsLabel(name, longest) && char.IsAsciiLetterLower(name[0]);

    /// <summary>A port as IANA names services (RFC 6335): at most 15 letters, one of them a letter, no two '-' in a row.</summary>
    public static bool IsPort(string name) => IsLabel(name, 15) && name.Any(char.IsAsciiLetterLower) && !name.Contains("--", StringComparison.Ordinal);

    /// <summary>A folder that a volume can be mounted on.</summary>
    public static bool IsFolder(string path) => path.Length is > 1 and < 4096 && Folder().IsMatch(path);

    /// <summary>RFC 1123 subdomain, the form of most object names.</summary>
    public static bool IsSubdomain(string name) => name.Length <= 253 && name.Split('.').All(label => Label().IsMatch(label));

    /// <summary>A POSIX environment variable.</summary>
    public static bool IsVariable(string key) => Variable().IsMatch(key);

    /// <summary>A key in the data of a Secret or ConfigMap, and so a file name.</summary>
    public static bool IsEntry(string key) => Entry().IsMatch(key) && key is not ("." or "..");

    public static bool IsImage(string reference) => Image().IsMatch(reference);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(/(?!\.{1,2}(/|\z))[^/:\x00-\x1f]+)+\z")]
    private static partial Regex Folder();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,253}\z")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9._-]*[a-z0-9])?(:\d+)?(/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?\z")]
    private static partial Regex Image();
}
