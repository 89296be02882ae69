namespace Ingress.Table;

/// <summary>Hosts of a route: empty or <c>*</c> for every host, <c>*.parent</c> for what is below a name, else one name.</summary>
internal static class HostPattern
{
    public static int Rank(string pattern) => pattern switch
    {
        "" or "*" => -1,
        ['*', '.', .. var parent] => parent.Length,
        _ => int.MaxValue,
    };

    public static bool Matches(string pattern, string host) => pattern switch
    {
        "" or "*" => true,
        ['*', .. var parent] => host.Length > parent.Length && host.EndsWith(parent, StringComparison.OrdinalIgnoreCase),
        _ => host.Equals(pattern, StringComparison.OrdinalIgnoreCase),
    };
}
