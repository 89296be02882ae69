namespace EndToEnd;

/// <summary>A data folder that no other run uses; deleted at the end.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("parity-e2e-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
