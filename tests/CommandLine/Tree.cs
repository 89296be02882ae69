namespace CommandLine;

/// <summary>The repository that these tests were built from.</summary>
internal static class Tree
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>The built AppHost of the product.</summary>
    public static string AppHost { get; } = Path.Combine(Root, "artifacts", "bin", "AppHost", Configuration, "AppHost.dll");

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "System.sln")) ? folder.FullName : Find(folder.Parent!);
}
