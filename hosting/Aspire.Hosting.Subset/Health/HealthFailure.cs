namespace Aspire.Hosting.Health;

/// <summary>The ways in which a check fails, from what says least to what says most.</summary>
internal enum HealthFailure
{
    /// <summary>Nobody answers: refused, timed out, any exception. So is everything that has just been started.</summary>
    Silent,

    /// <summary>Answered with status 503, by which a service says that it is not ready yet.</summary>
    NotYet,

    /// <summary>Answered otherwise than expected: more time will hardly change it.</summary>
    Refused,
}
