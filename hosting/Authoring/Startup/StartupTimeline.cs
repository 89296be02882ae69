using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Parity.Authoring;

/// <summary>What became ready when, counted from the start of the AppHost's process, and what did not.</summary>
internal sealed class StartupTimeline
{
    private readonly List<(string Name, TimeSpan At)> _entries = [];
    private readonly List<(string Name, string Reason)> _failures = [];
    private readonly DateTime _start = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public void Add(string name) => _entries.Add((name, DateTime.UtcNow - _start));

    public void Fail(string name, string reason) => _failures.Add((name, reason));

    /// <summary>The verdict, the timeline, and where to go; nowhere when what answers there failed.</summary>
    public string Summarize(int width, string entry, string? address)
    {
        var text = new StringBuilder().AppendLine().AppendLine(_failures.Count == 0
            ? "Everything is ready."
            : $"Started with failures: {string.Join("; ", _failures.Select(failure => $"{failure.Name}: {failure.Reason}"))}. Their logs are on the dashboard and above.");
        text.AppendLine(Draw(width));
        if (address is not null && !_failures.Exists(failure => failure.Name == entry)) text.AppendLine(CultureInfo.InvariantCulture, $"  {entry}:  {address}");
        return text.ToString();
    }

    /// <summary>One line a resource, a bar to its moment, scaled to the last of them.</summary>
    public string Draw(int width)
    {
        var last = _entries.Count == 0 ? TimeSpan.Zero : _entries.Max(entry => entry.At);
        var names = _entries.Count == 0 ? 0 : _entries.Max(entry => entry.Name.Length);
        var room = Math.Clamp(width - names - 14, 8, 48);
        var text = new StringBuilder();
        foreach (var (name, at) in _entries.OrderBy(entry => entry.At))
        {
            var bar = (int)Math.Max(1, Math.Round(room * (at / last)));
            text.Append("  ").Append(name.PadRight(names)).Append("  ").Append(new string('▬', bar).PadRight(room))
                .AppendLine(string.Create(CultureInfo.InvariantCulture, $" {at.TotalSeconds,5:0.00} s"));
        }
        return text.ToString();
    }
}
