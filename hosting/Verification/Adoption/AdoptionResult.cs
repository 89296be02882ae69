namespace Parity.Verification.Adoption;

/// <summary>What the environments and their pipelines have in common and what not.</summary>
public sealed record AdoptionResult
{
    /// <summary>The environments in the order in which a change reaches them.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <summary>What is not the same in all of them, the weightiest first.</summary>
    public required IReadOnlyList<EnvironmentDifference> Differences { get; init; }

    /// <summary>What their pipelines do differently.</summary>
    public required IReadOnlyList<PipelineDifference> Pipelines { get; init; }

    /// <summary>Stages that build images, where more than one environment's pipeline has one: each builds again what another has tested.</summary>
    public IReadOnlyList<Rebuild> Rebuilds { get; init; } = [];

    /// <summary>What the model would change in each environment; empty where no model was given.</summary>
    public IReadOnlyList<ModelChange> Model { get; init; } = [];

    /// <summary>How many places were compared and found equal.</summary>
    public required int Equal { get; init; }

    /// <summary>What could not be read or was read in a way that may surprise.</summary>
    public required IReadOnlyList<SourceDiagnostic> Diagnostics { get; init; }
}

/// <summary>A stage of a pipeline that builds images.</summary>
/// <param name="Environment">Whose pipeline.</param>
/// <param name="Stage">Name of the stage.</param>
public sealed record Rebuild(string Environment, string Stage);
