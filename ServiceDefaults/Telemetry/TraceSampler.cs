using System.Diagnostics;
using OpenTelemetry.Trace;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// Takes so many new traces a second and leaves out the rest: a replica under load serves thousands of requests that differ in nothing, and a trace of
/// each costs as much as serving it. Calls that no request and no job caused are left out too: a worker that asks the database for work all day
/// would bury the traces that people look for. Number and duration of everything are in the meters.
/// </summary>
internal sealed class TraceSampler(int tracesPerSecond, TimeProvider time) : Sampler
{
    private readonly Lock _gate = new();
    private long _second;
    private int _taken;

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind != ActivityKind.Client && Take() ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);

    private bool Take()
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        lock (_gate)
        {
            if (second != _second) (_second, _taken) = (second, 0);
            if (_taken >= tracesPerSecond) return false;
            _taken++;
            return true;
        }
    }
}
