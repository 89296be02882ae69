using System.Text.Json;
using Parity.Load;

namespace Parity.CommandLine;

/// <summary>What the AppHost of the same folder writes once a second while it runs: how its scaled workloads stand, and where its dashboard is.</summary>
internal sealed class LocalSystem(string appHost, string workload)
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);
    private readonly string folder = Path.Combine(appHost, ".data", "scaling");

    public SystemState Look() => Read(root => root.GetProperty("workloads").TryGetProperty(workload, out var state)
        ? new SystemState(state.GetProperty("ready").GetInt32(), Number(state, "queue"), Number(state, "startUpSeconds"))
        : default);

    /// <summary>The dashboard and the key of its API; null where none runs.</summary>
    public (Uri Address, string Key)? Dashboard() => Read<(Uri, string)?>(root =>
        root.GetProperty("dashboard").GetString() is { } address && root.GetProperty("apiKey").GetString() is { } key ? (new(address), key) : null);

    private T? Read<T>(Func<JsonElement, T> read)
    {
        try
        {
            var newest = new DirectoryInfo(folder) is { Exists: true } found ? found.EnumerateFiles("*.json").OrderByDescending(file => file.LastWriteTimeUtc).FirstOrDefault() : null;
            // A run that was killed leaves its file.
            if (newest is null || DateTime.UtcNow - newest.LastWriteTimeUtc > Stale) return default;
            using var document = JsonDocument.Parse(File.ReadAllText(newest.FullName));
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static double? Number(JsonElement state, string name) => state.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
