namespace Parity.Verification.Adoption.Sources;

/// <summary>The order in which a change reaches environments, by the names that teams give them.</summary>
internal static class EnvironmentOrder
{
    private static readonly string[][] Names =
    [
        ["local"], ["dev"], ["ci"], ["test", "qa", "int"], ["stag", "stg", "uat", "preprod", "pre-prod"], ["prod", "prd", "live"],
    ];

    public static int Rank(string name)
    {
        var rank = Array.FindIndex(Names, each => each.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)));
        return rank < 0 ? Names.Length - 2 : rank;
    }
}
