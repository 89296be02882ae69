namespace Parity.Model;

/// <summary>What the route table looks at in a request.</summary>
/// <param name="Method">In capitals; case counts.</param>
/// <param name="Host">The Host header, with or without a port.</param>
/// <param name="Path">The target as the client sent it; a query is ignored.</param>
/// <param name="Headers">Header values; several values of one name joined with a comma.</param>
public sealed record RouteRequest(string Method, string Host, string Path, Map<string, string> Headers)
{
    /// <summary>The value of a header, whose name has no case; null when the request has none.</summary>
    public string? Header(string name) =>
        Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();
}
