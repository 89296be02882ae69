using System.Security.Cryptography;
using System.Text;

namespace Parity.Emission;

/// <summary>The end of a name that changes with the content, so that whoever refers to it changes too.</summary>
internal static class ContentHash
{
    public static string Of(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var content = new StringBuilder();
        // Lengths keep ("a", "b=c") and ("a=b", "c") apart.
        foreach (var (key, value) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)) content.Append(key.Length).Append(':').Append(key).Append(value.Length).Append(':').Append(value);
        return Of(content.ToString());
    }

    public static string Of(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 5));
}
