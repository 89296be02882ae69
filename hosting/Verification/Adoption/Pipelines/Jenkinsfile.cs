namespace Parity.Verification.Adoption.Pipelines;

/// <summary>A value of a pipeline: the key by which it is compared and what is shown.</summary>
internal sealed record Part(string Key, object? Shown)
{
    public static Part Of(string text) => new(text, text);
}

/// <summary>A stage, or the pipeline itself without its stages: what it says under each step.</summary>
internal sealed record Stage(string Name, int Line, IReadOnlyDictionary<string, Part> Parts, bool BuildsImages)
{
    /// <summary>Whether it runs beside others, so that its place among them means nothing.</summary>
    public bool IsBeside { get; init; }
}

/// <summary>The pipeline of one environment.</summary>
internal sealed record Jenkinsfile(string Environment, Stage Head, IReadOnlyList<Stage> Stages);
