using System.Globalization;
using System.Text.Json;
using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary>Drift as it comes and goes: a line for each field that leaves the model and for each that returns, JSON lines for programs.</summary>
internal sealed class DriftWatch(VerbContext context, bool json)
{
    /// <summary>Looks until it is interrupted, and answers for the last look.</summary>
    public async Task<int> RunAsync(Func<CancellationToken, Task<IReadOnlyList<DriftedField>?>> look, TimeSpan every, CancellationToken cancellation)
    {
        IReadOnlyList<DriftedField>? known = null;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await look(cancellation) is not { } now) return ExitCode.NotChecked;
                foreach (var gone in (known ?? []).Where(one => !now.Contains(one) && !now.Any(still => IsSameField(still, one)))) Say("returned", gone);
                foreach (var fresh in now.Where(one => known?.Contains(one) != true)) Say("drifted", fresh);
                if (known is null && now.Count == 0 && !json) await context.Output.WriteLineAsync($"{Now()} everything is as the model says; watching, Ctrl+C ends");
                known = now;
            }
            catch (Exception exception) when (exception is ClusterUnavailableException or ApiException && known is not null)
            {
                // A watch outlives an API server that restarts.
                await context.Error.WriteLineAsync($"{Now()} {exception.Message}");
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }

            await Task.Delay(every, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return known is null ? ExitCode.NotChecked : known.Count == 0 ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    private static bool IsSameField(DriftedField one, DriftedField other) => one.Target == other.Target && one.Difference.Path == other.Difference.Path;

    private static string Now() => DateTimeOffset.UtcNow.ToString("u", CultureInfo.InvariantCulture);

    private void Say(string what, DriftedField field) => context.Output.WriteLine(json
        ? JsonSerializer.Serialize(new { time = Now(), @event = what, field = DriftVerb.Row(field) })
        : $"{Now()} {what}: {field.Target} {(field.Difference.Path.Length == 0 ? "(whole object)" : field.Difference.Path)}: model '{field.Difference.Wanted}', live '{field.Difference.Actual}'{(field.Manager.Length == 0 ? "" : $", changed by {field.Manager} at {field.Time}")}");
}
