using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Parity.Verification;

/// <summary>A parity report as one HTML file that needs nothing else: large type for a projector, cards on a phone, no network.</summary>
public static partial class ParityPage
{
    public static string Write(ParityReport report, string title)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new StringBuilder(PageShell.Head.Replace("{title}", Text(title), StringComparison.Ordinal));
        page.Append("<h1>").Append(Text(title)).Append("</h1>\n");
        page.Append(Verdict(report)).Append(Filters(report));
        page.Append("<table>\n<thead><tr><th>what</th>");
        foreach (var environment in report.Environments) page.Append("<th>").Append(Text(environment)).Append("</th>");
        page.Append("<th>reason</th></tr></thead>\n<tbody>\n");
        foreach (var difference in report.Differences) page.Append(Row(report, difference));
        return page.Append("</tbody>\n</table>\n<p id=\"none\" hidden>Nothing matches the filter.</p>\n").Append(PageShell.Foot).ToString();
    }

    private static string Verdict(ParityReport report)
    {
        var errors = report.Differences.Count(difference => difference.Severity == DifferenceSeverity.Error);
        var text = errors == 0 ? "At parity: every difference is declared or belongs to its environment." : $"Not at parity: {errors} of {report.Differences.Count} differences are not explained.";
        return $"<p class=\"verdict {(errors == 0 ? "holds" : "fails")}\">{text}</p>\n<p class=\"count\">{report.Differences.Count} differences, {report.Compared} leaves of {report.Environments.Count} environments compared.</p>\n";
    }

    private static string Filters(ParityReport report)
    {
        var filters = new StringBuilder("<form>\n<label>Workload <select id=\"subject\"><option value=\"\">all</option>");
        foreach (var subject in report.Differences.Select(difference => difference.Subject).Distinct().Order(StringComparer.Ordinal)) filters.Append(Option(subject));
        filters.Append("</select></label>\n<label>Severity <select id=\"severity\"><option value=\"\">all</option>");
        foreach (var severity in report.Differences.Select(difference => difference.Severity).Distinct().OrderDescending()) filters.Append(Option(Word(severity)));
        return filters.Append("</select></label>\n<label>Text <input id=\"text\" type=\"search\" autocomplete=\"off\"></label>\n<output id=\"shown\"></output>\n</form>\n").ToString();
    }

    private static string Row(ParityReport report, Difference difference)
    {
        var row = new StringBuilder();
        row.Append("<tr class=\"").Append(Word(difference.Severity)).Append("\" data-subject=\"").Append(Text(difference.Subject)).Append("\" data-severity=\"").Append(Word(difference.Severity)).Append("\">");
        row.Append("<th scope=\"row\"><span class=\"subject\">").Append(Text(difference.Subject)).Append("</span> <span class=\"leaf\">").Append(Breakable(Leaf(difference))).Append("</span> <span class=\"mark\">").Append(Word(difference.Severity)).Append(": ").Append(Word(difference.Kind)).Append("</span></th>");
        foreach (var environment in report.Environments)
        {
            row.Append("<td data-label=\"").Append(Text(environment)).Append("\">");
            row.Append(difference.Values.TryGetValue(environment, out var value) ? value.Length == 0 ? "<i>empty</i>" : Breakable(value) : "<i>absent</i>").Append("</td>");
        }

        row.Append("<td data-label=\"reason\">").Append(Text(difference.Reason));
        if (difference.Places.Count > 0)
            row.Append("<details><summary>").Append(difference.Places.Count).Append(difference.Places.Count == 1 ? " place" : " places").Append("</summary><ul>").AppendJoin("", difference.Places.Select(place => $"<li>{Text(place)}</li>")).Append("</ul></details>");
        return row.Append("</td></tr>\n").ToString();
    }

    // The place of an undeclared leaf begins with its workload, which stands beside it.
    private static string Leaf(Difference difference) => difference.Leaf.StartsWith($"{difference.Subject}/", StringComparison.Ordinal) ? difference.Leaf[(difference.Subject.Length + 1)..] : difference.Leaf;

    private static string Option(string value) => $"<option>{Text(value)}</option>";

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    // Where a long value is broken first: after the signs between its parts.
    private static string Breakable(string text) => string.Join("<wbr>", Parts().Split(text).Select(Text));

    [GeneratedRegex("(?<=[.@:,])(?=[^ ])")]
    private static partial Regex Parts();

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
