using System.Text;
using Parity.Emission;
using Parity.Verification.Routing;

namespace Conformance;

/// <summary>docs/features.md: what each target makes of each feature of a route, found out by rendering the feature's sample.</summary>
internal static class FeaturesPage
{
    public static string Write()
    {
        var page = new StringBuilder("""
            # Features of routes

            What each target makes of what a route can say. Generated: `tests/Conformance` renders a sample of each feature and compares this page (`PARITY_UPDATE=1` rewrites it).
            *native* means the same as the model; *approximated* needs `AllowsApproximations` of the environment and comes with the named warning, without it the same code is an
            error; *refused* is always an error. YARP is the local ingress.

            | feature | YARP | Istio | Ingress | Gateway API |
            | --- | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var feature in RouteFeature.All)
        {
            string[] cells = [feature.Name, "native", .. new[] { "Istio", "Ingress", "Gateway API" }.Select(target => Cell(Render(target, feature)))];
            page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }

        page.Append("\n## What is lost\n\n");
        foreach (var line in RouteFeature.All.SelectMany(feature => RenderedTarget.Kinds.Keys.SelectMany(target => Lost(target, Render(target, feature)))).Distinct().Order(StringComparer.Ordinal)) page.Append(line).Append('\n');
        return page.ToString();
    }

    private static RouteSupport Render(string target, RouteFeature feature) => RenderedTarget.Of(target, RenderedTarget.Kinds[target], feature.Sample).Support;

    private static string Cell(RouteSupport support) => support switch
    {
        RouteSupport.Approximated => $"approximated ({string.Join(", ", support.Codes)})",
        RouteSupport.Refused => $"refused ({string.Join(", ", support.Codes)})",
        _ => "native",
    };

    private static IEnumerable<string> Lost(string target, RouteSupport support) =>
        support.Diagnostics.Select(diagnostic => $"- `{diagnostic.Code}` {target}: {diagnostic.Message}");
}
