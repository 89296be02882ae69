using System.Text.Encodings.Web;
using System.Text.Json;
using Parity.Delivery;
using Parity.Model;

namespace Parity.CommandLine;

/// <summary>The file that a pipeline leaves with the images it built: <c>{"orders": "registry.example.com/tickets/orders@sha256:…"}</c>.</summary>
/// <param name="Images">References by workload.</param>
/// <param name="Diagnostics">Why it could not be read.</param>
internal sealed record ImageFile(Map<string, string> Images, Sequence<Diagnostic> Diagnostics)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it in one step; says why where that fails.</summary>
    public static async Task<bool> WriteAsync(string path, IReadOnlyList<ImageResult> images, VerbContext context, CancellationToken cancellation)
    {
        var staged = $"{path}.{System.Environment.ProcessId}.new";
        try
        {
            await File.WriteAllTextAsync(staged, JsonSerializer.Serialize(images.ToDictionary(image => image.Workload, image => image.Reference), Readable) + '\n', cancellation);
            File.Move(staged, path, overwrite: true);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(staged);
            await context.Error.WriteLineAsync($"--output: {path} cannot be written: {failure.Message} Name a file in a folder that exists.");
            return false;
        }
    }

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
