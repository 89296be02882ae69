using System.Diagnostics;
using System.Globalization;
using Parity.Delivery;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Parity.CommandLine;

/// <summary>Progress on a terminal: a row for each workload that changes in place, how many are ready after which time, and below it what happened last.</summary>
internal sealed class LiveProgress : IProgress<DeliveryEvent>, IAsyncDisposable
{
    private const int Lines = 6;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Section, string State, bool IsDone)> rows = [];
    private readonly Queue<DeliveryEvent> last = new();
    private readonly CancellationTokenSource ended = new();
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly Task drawing;

    public LiveProgress(IAnsiConsole console) => drawing = console.Live(new Text("")).AutoClear(false).StartAsync(DrawAsync);

    public void Report(DeliveryEvent value)
    {
        lock (gate)
        {
            // What pods refer to is done as soon as it is applied; rows are for what has to become ready.
            if (value.Target.Length > 0 && RolloutState.IsRollout(value.Target.Split('/')[0])) rows[value.Target] = (value.Section, value.Message[value.Target.Length..].Trim(), value.IsDone);
            if (value.Target.Length > 0 && value.Weight == Model.Severity.Info) return;
            last.Enqueue(value);
            while (last.Count > Lines) last.Dequeue();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await drawing;
        ended.Dispose();
    }

    private async Task DrawAsync(LiveDisplayContext display)
    {
        while (!ended.IsCancellationRequested)
        {
            display.UpdateTarget(Draw());
            await Task.Delay(Refresh, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        display.UpdateTarget(Draw());
    }

    private Rows Draw()
    {
        lock (gate)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("workload", "section", "state");
            table.Caption = new(string.Create(CultureInfo.InvariantCulture, $"{rows.Values.Count(row => row.IsDone)} of {rows.Count} ready after {Stopwatch.GetElapsedTime(started):m\\:ss}"));
            foreach (var (target, row) in rows) table.AddRow(Markup.Escape(target), Markup.Escape(row.Section), Markup.Escape(row.State));
            IEnumerable<IRenderable> lines = last.Select(Line);
            return new(rows.Count == 0 ? lines : lines.Prepend(table));
        }
    }

    private static Text Line(DeliveryEvent value) => new($"{value.Section}: {value.Message}", value.Weight switch
    {
        Model.Severity.Error => new Style(Color.Red),
        Model.Severity.Warning => new Style(Color.Yellow),
        _ => Style.Plain,
    });
}
