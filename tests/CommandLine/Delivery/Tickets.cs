namespace CommandLine.Delivery;

/// <summary>What an administrator makes for the product's own system before its first deploy; see docs/operations.md.</summary>
internal static class Tickets
{
    private static readonly (string, string[])[] Stores = [("postgres", ["shop", "shop.uri", "password"]), ("cache", ["cache", "garnet.conf"])];

    /// <summary>Tests that deploy it share its namespaces.</summary>
    public const string Collection = "tickets";

    public static Task AddDevAsync(RealCluster cluster) => cluster.AddAsync("tickets-dev", Stores);

    public static Task AddStagingAsync(RealCluster cluster) => cluster.AddAsync("tickets-staging", [.. Stores, ("tickets-tls", ["tls.crt", "tls.key"])]);

    /// <summary>Writes <c>images.json</c> with an image of one workload.</summary>
    public static async Task<string> ImagesAsync(string file, char digest)
    {
        await File.WriteAllTextAsync(file, $$"""{"orders": "registry.example.com/tickets/orders@sha256:{{new string(digest, 64)}}"}""", TestContext.Current.CancellationToken);
        return file;
    }
}
