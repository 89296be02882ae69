namespace CommandLine;

/// <summary>The repository that the tests are built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>debug or release, as the tests are.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>The built AppHost of the product.</summary>
    public static string AppHost { get; } = Path.Combine(Root, "artifacts", "bin", "AppHost", Configuration, "AppHost.dll");

    /// <summary>The project of a real service, which the build of these tests has built.</summary>
    public static string Service(string name) => Path.Combine(Root, "services", name, $"{name}.csproj");

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "System.sln")) ? folder.FullName : Find(folder.Parent!);
}
