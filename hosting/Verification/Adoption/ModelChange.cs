namespace Parity.Verification.Adoption;

/// <summary>One environment as it runs, held against what the model would make of it.</summary>
public sealed record ModelChange
{
    /// <summary>How the values of a difference name what was collected.</summary>
    public const string Today = "today";

    /// <summary>How the values of a difference name what the model generates.</summary>
    public const string Generated = "model";

    /// <summary>Name of the collected environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Workloads that run and that the model does not have.</summary>
    public required IReadOnlyList<string> OnlyRunning { get; init; }

    /// <summary>Workloads that the model would add.</summary>
    public required IReadOnlyList<string> OnlyInModel { get; init; }

    /// <summary>What it would change of the others; values under <see cref="Today"/> and <see cref="Generated"/>.</summary>
    public required IReadOnlyList<EnvironmentDifference> Changes { get; init; }

    /// <summary>How many places are the same already.</summary>
    public required int Equal { get; init; }
}
