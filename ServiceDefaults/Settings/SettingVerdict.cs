namespace ServiceDefaults.Settings;

/// <summary>What the environment says to a setting.</summary>
public enum SettingState
{
    /// <summary>It gives a value that keeps the rule.</summary>
    Given,

    /// <summary>It says nothing, and the default counts.</summary>
    Default,

    /// <summary>It promises a secret whose value is not here while only the contract is checked.</summary>
    Promised,

    /// <summary>It says nothing, and there is no default.</summary>
    Missing,

    /// <summary>It gives a value that breaks the rule.</summary>
    Invalid,
}

/// <summary>A setting as it was found.</summary>
/// <param name="Setting">What was asked for.</param>
/// <param name="State">What was found.</param>
/// <param name="Problem">One sentence when it is missing or invalid: key, value (never of a secret), rule.</param>
public sealed record SettingVerdict(Setting Setting, SettingState State, string? Problem);
