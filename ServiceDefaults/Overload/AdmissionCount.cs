namespace ServiceDefaults.Overload;

/// <summary>How many requests were admitted and shed, by priority and reason, since the start.</summary>
internal sealed class AdmissionCount
{
    private const int Reasons = 3;

    private readonly long[] _admitted = new long[LatencyWindow.Priorities];
    private readonly long[] _shed = new long[LatencyWindow.Priorities * Reasons];

    public void Admit(Priority priority) => _admitted[(int)priority]++;

    public void Refuse(Priority priority, Shed reason) => _shed[((int)priority * Reasons) + (int)reason]++;

    public long Admitted(Priority priority) => Volatile.Read(ref _admitted[(int)priority]);

    public long Refused(Priority priority, Shed reason) => Volatile.Read(ref _shed[((int)priority * Reasons) + (int)reason]);
}
