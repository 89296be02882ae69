using System.CommandLine;
using System.Globalization;
using Parity.Load;

namespace Parity.CommandLine;

/// <summary><c>loadtest</c>: a load against the local system or an environment of the model, and its reports.</summary>
internal sealed class LoadTestVerb : Verb
{
    private readonly LoadTestOptions options = new();

    public LoadTestVerb() => Command = options.AddTo(new("loadtest", "Send a load to the local system or an environment of the model; latency counts from the intended moment of sending"));

    public override Command Command { get; }

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var errors = new List<string>();
        var request = options.Read(arguments, errors);
        var target = await LoadTarget.FindAsync(request.Target, request.Environment, context, errors, cancellation).ConfigureAwait(false);
        var plan = target is null ? null : LoadPlanReader.Read(request, target, context.Builder.AppHostDirectory, errors);
        var earlier = request.Compare is { } file ? LoadPlanReader.Earlier(file, errors) : null;
        if (plan is null || errors.Count > 0)
        {
            foreach (var error in errors) await context.Error.WriteLineAsync(error.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            return ExitCode.NotChecked;
        }

        using var spans = new SpanWatch(new(context.Builder.AppHostDirectory, request.Workload ?? ""));
        var report = await new LoadGenerator(plan, Progress).RunAsync(cancellation).ConfigureAwait(false);
        if (report.Answered == 0 || report.ErrorKinds.GetValueOrDefault("connection refused") == report.Answered)
        {
            await context.Error.WriteLineAsync($"{target}: nothing answered ({report.Intended} requests). Start the system (dotnet run --project AppHost) or correct --target.").ConfigureAwait(false);
            return ExitCode.NotChecked;
        }

        if (request.Environment is null) report = report with { Bottleneck = await spans.BottleneckAsync(report.Timeline, cancellation).ConfigureAwait(false) };
        LoadTestOutput.Write(report, earlier, request, context);
        return report.Objectives.All(objective => objective.Holds) ? ExitCode.Holds : ExitCode.DoesNotHold;

        void Progress(Moment moment)
        {
            context.Error.WriteLine(Line(moment));
            if (request.Environment is null) spans.Look(moment.Second, cancellation);
        }
    }

    private static string Line(Moment moment) => string.Create(
        CultureInfo.InvariantCulture,
        $"{moment.Second + 1,4} s  due {moment.Intended,6}  answered {moment.Answered,6}  errors {moment.Errors,4}  p50 {moment.P50,8:0.0} ms  p99 {moment.P99,8:0.0} ms  in flight {moment.InFlight,5}{(moment.Replicas is { } replicas ? $"  replicas {replicas}" : "")}{(moment.Queue is { } queue ? FormattableString.Invariant($"  queue {queue:0}") : "")}");
}
