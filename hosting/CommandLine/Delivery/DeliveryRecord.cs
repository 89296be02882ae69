using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary>Passes progress on and keeps it, for the pipeline's test report.</summary>
internal sealed class DeliveryRecord(IProgress<DeliveryEvent> next, TimeProvider time) : IProgress<DeliveryEvent>
{
    private readonly Lock gate = new();
    private readonly List<(long Time, DeliveryEvent Event)> events = [];
    private readonly long started = time.GetTimestamp();

    public void Report(DeliveryEvent value)
    {
        lock (gate) events.Add((time.GetTimestamp(), value));
        next.Report(value);
    }

    /// <summary>A case for each section, in order; the one in which it went wrong carries the reasons, and the deploy as a whole does.</summary>
    public IReadOnlyList<JUnitCase> Cases(string name, IReadOnlyList<string> problems)
    {
        lock (gate)
        {
            var sections = events.Select(one => one.Event.Section).Distinct().ToArray();
            var failed = problems.Count == 0 ? "" : events.TakeWhile(one => one.Event.Weight != Model.Severity.Error).LastOrDefault().Event?.Section ?? "";
            var cases = new List<JUnitCase>();
            foreach (var section in sections.Where(section => section != "deploy"))
            {
                var own = events.Where(one => one.Event.Section == section).ToArray();
                cases.Add(new("sections", section, time.GetElapsedTime(Before(own[0].Time), own[^1].Time), section == failed ? string.Join('\n', problems) : ""));
            }

            cases.Add(new("deploy", name, time.GetElapsedTime(started), string.Join('\n', problems)));
            return cases;
        }
    }

    private long Before(long moment) => events.Where(one => one.Time < moment).Select(one => one.Time).DefaultIfEmpty(started).Max();
}
