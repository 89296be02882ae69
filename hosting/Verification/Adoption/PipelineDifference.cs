namespace Parity.Verification.Adoption;

/// <summary>One thing that the environments' pipelines do not do alike.</summary>
public sealed record PipelineDifference
{
    /// <summary>The kind of difference, e.g. stage-missing, image-build, input.</summary>
    public required string Category { get; init; }

    /// <summary>The stage; null for the head and the end of the pipeline.</summary>
    public required string? Stage { get; init; }

    /// <summary>The part of the stage: stage, steps, when, environment NAME.</summary>
    public required string Step { get; init; }

    /// <summary>Environment to value (text, number or list of text); null where it is absent.</summary>
    public required IReadOnlyList<KeyValuePair<string, object?>> Values { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What it means.</summary>
    public required string Note { get; init; }
}
