namespace Parity.Verification.Adoption;

/// <summary>How much a difference matters for what runs.</summary>
public enum Severity
{
    /// <summary>Given by the environment, or without effect on what runs.</summary>
    Info,

    /// <summary>Worth aligning; nothing breaks by it.</summary>
    Low,

    /// <summary>Behaves differently under load, at a release or when something fails.</summary>
    Medium,

    /// <summary>Does something else, is missing, or is open where the others are closed.</summary>
    High,
}

/// <summary>A place that a difference reaches, such as a variable that comes from a key of a ConfigMap.</summary>
public sealed record AffectedPlace(string Workload, string Path);

/// <summary>One thing that is not the same in all environments.</summary>
public sealed record EnvironmentDifference
{
    /// <summary>The kind of difference, e.g. env-missing, image-tag, route-timeout.</summary>
    public required string Category { get; init; }

    /// <summary>The workload, or the object where no workload owns it: configmap/NAME, ingress.</summary>
    public required string Workload { get; init; }

    /// <summary>Where in the workload.</summary>
    public required string Path { get; init; }

    /// <summary>Environment to value (text, number, truth or list of text); null where it is absent.</summary>
    public required IReadOnlyList<KeyValuePair<string, object?>> Values { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What it means.</summary>
    public required string Note { get; init; }

    /// <summary>What it reaches.</summary>
    public IReadOnlyList<AffectedPlace> Affects { get; init; } = [];

    /// <summary>Environment to file and line.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Places { get; init; } = [];
}
