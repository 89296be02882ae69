using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary>Progress as plain lines; a GitLab job folds the lines of a section.</summary>
internal sealed class DeliveryProgress(TextWriter writer) : IProgress<DeliveryEvent>
{
    private readonly bool folds = System.Environment.GetEnvironmentVariable("GITLAB_CI") is "true";
    private string section = "";

    public void Report(DeliveryEvent value)
    {
        lock (writer)
        {
            if (folds && value.Section != section) Fold(value.Section);
            section = value.Section;
            writer.WriteLine(value.Weight == Model.Severity.Info ? $"{value.Section}: {value.Message}" : $"{value.Section}: {value.Weight.ToString().ToLowerInvariant()}: {value.Message}");
        }
    }

    /// <summary>Ends the section that is open.</summary>
    public void Close()
    {
        if (folds && section.Length > 0) Fold("");
        section = "";
    }

    // https://docs.gitlab.com/ci/jobs/job_logs/#expand-and-collapse-job-log-sections
    private void Fold(string next)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        if (section.Length > 0) writer.Write($"\u001b[0Ksection_end:{now}:{Name(section)}\r\u001b[0K");
        if (next.Length > 0) writer.WriteLine($"\u001b[0Ksection_start:{now}:{Name(next)}\r\u001b[0K{next}");
    }

    private static string Name(string text) => text.Replace(' ', '_');
}
