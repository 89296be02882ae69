using System.Net;
using System.Text;

namespace Parity.Verification.Adoption.Migration;

/// <summary>The plan as one HTML file that refers to nothing outside of itself; ticks last as long as the page is open.</summary>
public static class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#d5d9de;--soft:#f4f6f8;--text:#1d2733;--dim:#5b6875;--high:#b42318;--medium:#b25e09;--low:#1f5fa8;--info:#5b6875}
        @media(prefers-color-scheme:dark){:root{--line:#36404a;--soft:#1d242b;--text:#e6eaee;--dim:#9aa7b3;--high:#ff8a80;--medium:#ffb74d;--low:#82b7ff;--info:#9aa7b3}body{background:#13181d}}
        *{box-sizing:border-box}body{font:15px/1.5 system-ui,sans-serif;color:var(--text);max-width:1400px;margin:0 auto;padding:24px}
        h1{font-size:26px;margin:0 0 12px}h2{font-size:20px;margin:36px 0 4px}p{color:var(--dim);margin:0 0 10px;max-width:80ch}
        table{border-collapse:collapse;width:100%;font-size:13px}th,td{border-bottom:1px solid var(--line);padding:6px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}td:nth-child(2){min-width:230px}td:nth-last-child(2){min-width:210px}td:nth-last-child(1){min-width:150px}td:nth-last-child(3){min-width:150px;overflow-wrap:normal}.values{min-width:120px}
        th{background:var(--soft);font-weight:600;white-space:nowrap}code{font:12px ui-monospace,monospace}.scroll{overflow-x:auto;margin-top:12px}.scroll table{min-width:1000px}
        .summary td{min-width:0!important}.summary{width:auto;margin-bottom:12px}.summary td:first-child{color:var(--dim)}
        .severity{font-weight:600}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}.info{color:var(--info)}.absent{color:var(--dim);font-style:italic}
        ul.checks{list-style:none;padding:0;margin:0}ul.checks li{padding:3px 0}label{display:flex;gap:8px;align-items:flex-start}input{margin-top:4px;flex:none}small{color:var(--dim);display:block}
        nav a{margin-right:16px;color:var(--low)}@media print{nav{display:none}}
        """;

    /// <summary>The whole page.</summary>
    public static string Write(MigrationPlan plan)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>").Append(Text(plan.Title)).Append("</title>\n<style>").Append(Style).Append("</style></head><body>\n");
        page.Append("<h1>").Append(Text(plan.Title)).Append("</h1>\n<table class=\"summary\">");
        foreach (var (name, value) in plan.Summary) page.Append("<tr><td>").Append(Text(name)).Append("</td><td>").Append(Text(value)).Append("</td></tr>\n");
        page.Append("</table>\n<nav>");
        for (var index = 0; index < plan.Phases.Count; index++) page.Append("<a href=\"#phase-").Append(index + 1).Append("\">").Append(index + 1).Append(". ").Append(Text(plan.Phases[index].Title)).Append("</a>");
        page.Append("</nav>\n");
        for (var index = 0; index < plan.Phases.Count; index++) Write(page, plan.Phases[index], index + 1);
        if (plan.Unread.Count > 0) WriteUnread(page, plan.Unread);
        return page.Append("</body></html>\n").ToString();
    }

    private static void Write(StringBuilder page, MigrationPhase phase, int number)
    {
        page.Append("<section id=\"phase-").Append(number).Append("\"><h2>").Append(number).Append(". ").Append(Text(phase.Title)).Append("</h2>\n<p>").Append(Text(phase.Why)).Append("</p>\n<ul class=\"checks\">");
        foreach (var point in phase.Checklist) page.Append("<li><label><input type=\"checkbox\"><span>").Append(Text(point)).Append("</span></label></li>\n");
        page.Append("</ul>\n");
        if (phase.Items.Count > 0) WriteItems(page, phase.Items);
        page.Append("</section>\n");
    }

    private static void WriteItems(StringBuilder page, IReadOnlyList<MigrationItem> items)
    {
        page.Append("<div class=\"scroll\"><table><thead><tr><th>Severity</th><th>Where</th>");
        foreach (var (name, _) in items[0].Values) page.Append("<th>").Append(Text(name)).Append("</th>");
        page.Append("<th>What it means</th><th>Accept: declare</th><th>Or remove</th></tr></thead><tbody>\n");
        foreach (var item in items)
        {
            var severity = item.Severity.ToString().ToLowerInvariant();
            page.Append("<tr><td class=\"severity ").Append(severity).Append("\">").Append(severity).Append("</td><td><code>").Append(Text(item.Subject)).Append("</code>");
            foreach (var place in item.Places) page.Append("<small>").Append(Text(place)).Append("</small>");
            page.Append("</td>");
            foreach (var (_, value) in item.Values) page.Append(value == "absent" ? "<td class=\"values absent\">absent" : $"<td class=\"values\"><code>{Text(value)}</code>").Append("</td>");
            page.Append("<td>").Append(Text(item.Category)).Append("<small>").Append(Text(item.Note)).Append("</small></td>");
            page.Append("<td><label><input type=\"checkbox\"><code>").Append(Text(item.Accept)).Append("</code></label></td><td><label><input type=\"checkbox\"><span>").Append(Text(item.Remove)).Append("</span></label></td></tr>\n");
        }
        page.Append("</tbody></table></div>\n");
    }

    private static void WriteUnread(StringBuilder page, IReadOnlyList<SourceDiagnostic> unread)
    {
        page.Append("<section><h2>What was read otherwise than expected</h2><ul>");
        foreach (var each in unread) page.Append("<li><code>").Append(Text($"{each.File}:{each.Line}")).Append("</code> ").Append(Text($"{each.Code}: {each.Message} {each.Remedy}")).Append("</li>\n");
        page.Append("</ul></section>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
