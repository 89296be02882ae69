namespace Parity.Verification;

/// <summary>What check mode found about one key.</summary>
public enum FindingKind
{
    /// <summary>A secret that the manifest mounts; its value is somebody else's.</summary>
    Promised,

    /// <summary>Required, and the manifest says nothing.</summary>
    Missing,

    /// <summary>Breaks the rule of the program.</summary>
    Invalid,

    /// <summary>In the manifest, and nothing in the program reads it.</summary>
    Unknown,
}

/// <summary>One key of one program in one environment that is more than fine.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">The key, as the environment variable is called.</param>
/// <param name="Message">Value (never of a secret) and rule.</param>
public sealed record ContractFinding(FindingKind Kind, string Key, string Message);

/// <summary>How a check of one program in one environment ended.</summary>
public enum ContractStatus
{
    Holds,

    /// <summary>A key is missing, invalid or unknown.</summary>
    Broken,

    /// <summary>No program of this repository: its contract is not known here.</summary>
    NotOurs,

    /// <summary>The program could not be started, or did not answer.</summary>
    NotChecked,
}

/// <summary>The contract of one workload with one environment.</summary>
public sealed record ContractResult
{
    public required string Workload { get; init; }

    public required string Environment { get; init; }

    public required ContractStatus Status { get; init; }

    /// <summary>Keys that the program asks for.</summary>
    public int Keys { get; init; }

    public Model.Sequence<ContractFinding> Findings { get; init; } = [];

    /// <summary>Why there is nothing to say, and how to change that; empty where it was checked.</summary>
    public string Note { get; init; } = "";
}
