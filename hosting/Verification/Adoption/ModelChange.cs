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

    /// <summary>Other objects that are there and that the model does not have: kind/name.</summary>
    public required IReadOnlyList<string> OtherObjects { get; init; }

    /// <summary>Workloads that the model would add.</summary>
    public required IReadOnlyList<string> OnlyInModel { get; init; }

    /// <summary>Workloads on both sides of which nothing would change but what <see cref="Rules"/> says.</summary>
    public required IReadOnlyList<string> EqualWorkloads { get; init; }

    /// <summary>What it would change of the workloads on both sides; values under <see cref="Today"/> and <see cref="Generated"/>.</summary>
    public required IReadOnlyList<EnvironmentDifference> Changes { get; init; }

    /// <summary>What it sets alike for every workload, each once with the workloads that it reaches.</summary>
    public required IReadOnlyList<ModelRule> Rules { get; init; }

    /// <summary>How many places are the same already.</summary>
    public required int Equal { get; init; }
}

/// <summary>One thing that a model decides for all workloads alike.</summary>
/// <param name="Category">Kind of difference.</param>
/// <param name="Reason">What the model does.</param>
/// <param name="Workloads">Workloads or objects for which that is a change.</param>
public sealed record ModelRule(string Category, string Reason, IReadOnlyList<string> Workloads);
