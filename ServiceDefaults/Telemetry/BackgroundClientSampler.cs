using System.Diagnostics;
using OpenTelemetry.Trace;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// Leaves out calls that no request and no job caused: a worker that asks the database for work all day would bury the traces
/// that people look for. Their number and duration are in the meters.
/// </summary>
internal sealed class BackgroundClientSampler : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
