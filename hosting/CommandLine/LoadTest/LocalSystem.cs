using System.Text.Json;
using Parity.Load;

namespace Parity.CommandLine;

/// <summary>What the AppHost of the same folder, while it runs, writes about a workload: its replicas in the file that the ingress follows.</summary>
internal sealed class LocalSystem(string appHost, string workload)
{
    private readonly string folder = Path.Combine(appHost, ".data", "ingress");

    public SystemState Look()
    {
        try
        {
            var newest = new DirectoryInfo(folder) is { Exists: true } found ? found.EnumerateFiles("*.json").OrderByDescending(file => file.LastWriteTimeUtc).FirstOrDefault() : null;
            if (newest is null) return default;
            using var document = JsonDocument.Parse(File.ReadAllText(newest.FullName));
            return document.RootElement.TryGetProperty(workload, out var addresses) ? new(addresses.GetArrayLength(), null, null) : default;
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
