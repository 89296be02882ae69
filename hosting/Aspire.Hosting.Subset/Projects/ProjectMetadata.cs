namespace Aspire.Hosting;

internal sealed class ProjectMetadata(string path) : IProjectMetadata
{
    private readonly Lazy<string> _path = new(() => Resolve(path));

    public string ProjectPath => _path.Value;

    /// <summary>A folder stands for the one project in it.</summary>
    private static string Resolve(string path) =>
        Directory.Exists(path) && Directory.GetFiles(path, "*.csproj") is [var only] ? only : path;
}
