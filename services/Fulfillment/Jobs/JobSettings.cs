using ServiceDefaults.Settings;

namespace Fulfillment.Jobs;

/// <summary>The <c>Jobs:</c> section: how many at once, how often to look, how long a claim holds, how often and how fast to try again.</summary>
internal sealed record JobSettings
{
    public required int Concurrency { get; init; }

    public required TimeSpan PollInterval { get; init; }

    public required TimeSpan Lease { get; init; }

    public required int MaxAttempts { get; init; }

    public required TimeSpan FirstRetry { get; init; }

    public required TimeSpan LongestRetry { get; init; }

    public static JobSettings Read(SettingsReader settings) => new()
    {
        Concurrency = settings.Number("Jobs:Concurrency", 16, 1, 256),
        PollInterval = settings.Duration("Jobs:PollInterval", TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
        // Longer than a payment may take (HttpClient:TotalTimeout), else a slow payment is tried twice at once.
        Lease = settings.Duration("Jobs:Lease", TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        MaxAttempts = settings.Number("Jobs:MaxAttempts", 8, 1, 100),
        FirstRetry = settings.Duration("Jobs:FirstRetry", TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10)),
        LongestRetry = settings.Duration("Jobs:LongestRetry", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)),
    };
}
