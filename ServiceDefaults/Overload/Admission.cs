using System.Threading.RateLimiting;

namespace ServiceDefaults.Overload;

/// <summary>A request that asks to be served.</summary>
/// <param name="Priority">Who goes first.</param>
/// <param name="Deadline">Clock timestamp after which nobody waits for the answer.</param>
internal readonly record struct Admission(Priority Priority, long Deadline);

/// <summary>Why a request is not served.</summary>
internal enum Shed
{
    /// <summary>As many wait already as may.</summary>
    QueueFull,

    /// <summary>It waited as long as it may.</summary>
    Waited,

    /// <summary>Its deadline passed first.</summary>
    Deadline,
}

/// <summary>A request that is being served; disposed when it ends.</summary>
internal sealed class AdmissionLease(AdmissionLimiter limiter, Priority priority, long started) : RateLimitLease
{
    private int _ended;

    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0) limiter.Release(priority, started);
        base.Dispose(disposing);
    }
}

/// <summary>A refusal, one for each reason.</summary>
internal sealed class RefusedLease(Shed reason) : RateLimitLease
{
    private static readonly RefusedLease[] All = [new(Shed.QueueFull), new(Shed.Waited), new(Shed.Deadline)];

    public Shed Reason => reason;

    public override bool IsAcquired => false;

    public override IEnumerable<string> MetadataNames => [MetadataName.ReasonPhrase.Name];

    public static RefusedLease For(Shed reason) => All[(int)reason];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.ReasonPhrase.Name ? reason.ToString() : null;
        return metadata is not null;
    }
}
