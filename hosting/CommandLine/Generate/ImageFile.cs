using System.Text.Json;
using Parity.Model;

namespace Parity.CommandLine;

/// <summary>The file that a pipeline leaves with the images it built: <c>{"orders": "registry.example.com/tickets/orders@sha256:…"}</c>.</summary>
/// <param name="Images">References by workload.</param>
/// <param name="Diagnostics">Why it could not be read.</param>
internal sealed record ImageFile(Map<string, string> Images, Sequence<Diagnostic> Diagnostics)
{
    public static ImageFile Read(string? path)
    {
        if (path is null) return new([], []);
        try
        {
            var images = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [];
            return new(images.ToMap(image => image.Key, image => image.Value), []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return new([], [Diagnostic.Error("IMAGE-003", $"image file '{path}'", $"it cannot be read: {failure.Message}", "Give a JSON object of workload and reference with --images.")]);
        }
    }
}
