namespace Parity.Verification.Adoption.Sources;

/// <summary>The order in which a change reaches environments, by the names that teams give them.</summary>
internal static class EnvironmentOrder
{
    private static readonly string[][] Names =
    [
        ["local"], ["dev"], ["ci"], ["test", "qa", "int"], ["stag", "stg", "uat", "preprod", "pre-prod"], ["prod", "prd", "live"],
    ];

    public static bool IsKnown(string name) => Index(name) >= 0;

    public static int Rank(string name) => Index(name) is >= 0 and var rank ? rank : Names.Length - 2;

    private static int Index(string name) => Array.FindIndex(Names, each => each.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)));
}
