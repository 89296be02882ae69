namespace Storefront.Edge;

internal static class Verbs
{
    /// <summary>What a page answers to; HEAD is how monitors and link checkers ask.</summary>
    public static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}
