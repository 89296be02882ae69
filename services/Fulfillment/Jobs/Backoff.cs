namespace Fulfillment.Jobs;

/// <summary>Exponential, and spread over half of its length: jobs that failed together do not come back together.</summary>
internal sealed class Backoff(JobSettings settings)
{
    public TimeSpan After(int attempt)
    {
        var doubled = settings.FirstRetry * Math.Pow(2, Math.Min(attempt - 1, 30));
        var longest = doubled < settings.LongestRetry ? doubled : settings.LongestRetry;
        return longest * (0.5 + Random.Shared.NextDouble() / 2);
    }
}
