using System.Text.Json;

namespace EndToEnd;

/// <summary>One run of the whole system with its dashboard, shared by the tests that only look and buy.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private readonly DataFolder _data = new();

    public LocalSystem System { get; private set; } = null!;

    /// <summary>Stands in the environment of every process of this run.</summary>
    public string DataFolder => _data.Path;

    /// <summary>The generated passwords of this run.</summary>
    public IReadOnlyList<string> Secrets =>
        [File.ReadAllText(Path.Combine(_data.Path, "postgres/password")), JsonDocument.Parse(File.ReadAllText(Path.Combine(_data.Path, "cache/garnet.conf"))).RootElement.GetProperty("Password").GetString()!];

    public async ValueTask InitializeAsync() => System = await LocalSystem.StartAsync(_data.Path);

    public async ValueTask DisposeAsync()
    {
        if (System is not null) await System.DisposeAsync();
        _data.Dispose();
    }
}
