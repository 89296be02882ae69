using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>docs/benchmarks.md: a section a benchmark, each written by the benchmark itself.</summary>
internal static class Page
{
    private const string Head = "# Benchmarks\n\nWritten by `tests/Benchmarks`; do not edit. A ratio compares with what ran beside it in the same run.\n";

    public static void Write(string path, string section, string command, IReadOnlyList<Figure> figures)
    {
        var sections = Read(path);
        sections[section] = Render(section, command, figures);
        File.WriteAllText(path, Head + string.Concat(sections.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)));
    }

    public static string Render(string section, string command, IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n## {section}\n\n`{command}` on {Machine.Describe()}\n\n");
        text.Append("| figure | value | ratio | to | goal |\n| --- | --- | --- | --- | --- |\n");
        foreach (var figure in figures)
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Value} | {figure.Ratio} | {figure.Beside} | {figure.Goal} |\n");
        return text.ToString();
    }

    private static Dictionary<string, string> Read(string path)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return sections;
        foreach (var part in Regex.Split(File.ReadAllText(path), "(?m)^(?=## )").Skip(1))
            sections[part[3..part.IndexOf('\n', StringComparison.Ordinal)].Trim()] = "\n" + part.TrimEnd() + "\n";
        return sections;
    }
}
