using System.Globalization;
using System.Text.Json;
using Parity.Scaling.Cases;

namespace Parity.CommandLine;

/// <summary>The algorithm against the recorded answers of the real controller.</summary>
internal static class RecordedCases
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(string folder, bool json, VerbContext context, CancellationToken cancellation)
    {
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(CaseFile.Matches).Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
        {
            await context.Error.WriteLineAsync($"--cases {folder}: there is no case file. Name a folder that holds *.jsonl or *.jsonl.gz, one case a line.".AsMemory(), cancellation).ConfigureAwait(false);
            return ExitCode.NotChecked;
        }

        var reports = new List<CaseReport>();
        var failures = new List<string>();
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                using var content = File.OpenRead(file);
                reports.Add(CaseFile.Evaluate(Path.GetFileName(file), content));
            }
            catch (Exception exception) when (exception is FormatException or IOException or InvalidDataException or UnauthorizedAccessException)
            {
                failures.Add(exception.Message);
            }
        }

        if (json) await context.Output.WriteLineAsync(JsonSerializer.Serialize(new { files = reports, failures }, Indented)).ConfigureAwait(false);
        else Print(reports, context.Output);
        foreach (var failure in failures) await context.Error.WriteLineAsync(failure).ConfigureAwait(false);
        return failures.Count > 0 ? ExitCode.NotChecked : reports.Any(report => report.Mismatches.Length > 0) ? ExitCode.DoesNotHold : ExitCode.Holds;
    }

    private static void Print(List<CaseReport> reports, TextWriter output)
    {
        foreach (var report in reports)
        {
            foreach (var mismatch in report.Mismatches) output.WriteLine($"{report.File}: {mismatch}");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.File}: {report.Cases} cases, {report.Steps} steps, {report.Mismatches.Length} mismatches"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reports.Sum(report => report.Mismatches.Length)} mismatches of {reports.Sum(report => report.Cases)} cases"));
    }
}
