using System.Text.RegularExpressions;

namespace Parity.Verification;

/// <summary>
/// Leaves on which nothing that runs depends: notes for people, and keys that only change what is logged or measured. That one of
/// them differs is worth a look, not a red release.
/// </summary>
internal static partial class OptionalLeaves
{
    public static bool Has(EmittedLeaf leaf) => Note().IsMatch(leaf.Path) || ObservationOnly().IsMatch(leaf.Path);

    // Labels are not notes: selectors and meshes act on them, and on annotations under their own names.
    [GeneratedRegex(@"(^|\.)metadata\.annotations\.(?![^ ]*(istio|kubernetes|k8s)\.io/)")]
    private static partial Regex Note();

    [GeneratedRegex(@"\.environment\.(OTEL_|Logging__|DOTNET_PRINT_TELEMETRY)", RegexOptions.IgnoreCase)]
    private static partial Regex ObservationOnly();
}
