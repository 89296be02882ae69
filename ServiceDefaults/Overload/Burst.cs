namespace ServiceDefaults.Overload;

/// <summary>When a line of waiting requests has stood for too long to be a burst.</summary>
/// <param name="Long">In clock ticks: a few times what serving takes.</param>
/// <param name="Longest">In clock ticks, whatever was served meanwhile.</param>
/// <param name="Many">So many served meanwhile that a burst would be over. A replica that gets no processor serves few, and what came in that time is soon worked off.</param>
/// <param name="Calm">In clock ticks: so long without a refusal, and it does not stand any more.</param>
internal readonly record struct Burst(long Long, long Longest, long Many, long Calm)
{
    public bool IsOver(long waited, long served) => waited > Longest || (waited > Long && served >= Many);
}
