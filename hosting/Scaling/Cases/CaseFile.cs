using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Parity.Scaling.Cases;

/// <summary>Files of recorded cases: JSON Lines, one case a line, gzip when the name ends in <c>.gz</c>.</summary>
public static class CaseFile
{
    /// <summary>Whether a file of that name is one of cases.</summary>
    public static bool Matches(string name) =>
        name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".jsonl.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Evaluates every case of a file and holds the answers against the recorded ones.</summary>
    /// <exception cref="FormatException">A line is not a case; the message names file and line.</exception>
    public static CaseReport Evaluate(string name, Stream content)
    {
        using var unpacked = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(content, CompressionMode.Decompress, leaveOpen: true)
            : null;
        using var reader = new StreamReader(unpacked ?? content, Encoding.UTF8, leaveOpen: true);
        var mismatches = ImmutableArray.CreateBuilder<Mismatch>();
        int cases = 0, steps = 0, line = 0;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            var (mismatch, count) = Evaluate(name, line, text);
            cases++;
            steps += count;
            if (mismatch is not null) mismatches.Add(mismatch);
        }

        return new(name, cases, steps, mismatches.ToImmutable());
    }

    private static (Mismatch? Mismatch, int Steps) Evaluate(string name, int line, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.TryGetProperty("syncs", out _) ? ControllerCase.Evaluate(root) : (MetricCase.Evaluate(root), 1);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new FormatException($"{name}, line {line}: not a case: {exception.Message} Each line is one JSON object with 'metric' or 'syncs'.", exception);
        }
    }
}
