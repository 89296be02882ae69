namespace Parity.Delivery;

/// <summary>How a deploy ended.</summary>
public enum DeployResult
{
    /// <summary>Nothing had to be changed, and nothing was.</summary>
    UpToDate,

    Deployed,

    /// <summary>It did not come about; the release before runs, as it did.</summary>
    Restored,

    /// <summary>Refused before anything was changed.</summary>
    Refused,

    /// <summary>Neither the new release nor the old one is complete; run the same command again.</summary>
    Incomplete,
}

/// <summary>How a deploy ended, and why.</summary>
/// <param name="Release">The release that runs now; 0 for none.</param>
/// <param name="Problems">Why it did not come about, all of them.</param>
/// <param name="Calls">Requests to the API server.</param>
/// <param name="Writes">Requests among them that could change something.</param>
/// <param name="Changed">Objects applied or deleted.</param>
public sealed record DeployOutcome(DeployResult Result, int Release, IReadOnlyList<string> Problems, int Calls, int Writes, int Changed)
{
    /// <summary>Time from the failure to the restored release; zero where nothing was restored.</summary>
    public TimeSpan Restoring { get; init; }
}

/// <summary>The release is not good, with every reason.</summary>
public sealed class DeployFailedException(params IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems => problems;
}
