namespace Parity.Verification.Adoption.Facts;

/// <summary>One thing that an environment says about a subject, under a path.</summary>
internal sealed record Fact(string Path, string Category, Value Value)
{
    /// <summary>The path of the unit that this is part of; compared only where that unit is there.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What holds where an environment says nothing; null: nothing does.</summary>
    public Value? Default { get; init; }

    /// <summary>Other spellings of the same meaning: facts are equal if they are so in the value or in any of these.</summary>
    public IReadOnlyList<string> Readings { get; init; } = [];

    /// <summary>A whole object: where it is missing, that is one difference, and its parts are none.</summary>
    public bool IsUnit { get; init; }

    /// <summary>A unit that only groups: neither its presence nor its absence is a difference.</summary>
    public bool Groups { get; init; }

    /// <summary>The kind of a unit; two kinds are one difference, and parts are compared within a kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>An environment's variable, where this is one.</summary>
    public Variable? Variable { get; init; }

    /// <summary>Where it was read.</summary>
    public string File { get; init; } = "";

    public int Line { get; init; }
}
