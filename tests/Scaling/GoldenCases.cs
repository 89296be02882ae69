namespace Scaling;

/// <summary>The recorded cases, which lie beside the checkout because they are shared by several projects.</summary>
internal static class GoldenCases
{
    public const string Missing = "No recorded cases: put the folder shared/hpa (metrics.jsonl.gz, controller.jsonl.gz) beside the checkout.";

    public static string? Folder { get; } = Find();

    // Beside the checkout, or beside the folder that holds it when several checkouts share one parent.
    private static string? Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (!File.Exists(Path.Combine(directory.FullName, "System.sln"))) continue;
            for (var above = directory.Parent; above is not null; above = above.Parent)
            {
                var folder = Path.Combine(above.FullName, "shared", "hpa");
                if (Directory.Exists(folder)) return folder;
            }
        }

        return null;
    }
}
