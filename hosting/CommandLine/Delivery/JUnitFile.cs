using System.CommandLine;
using System.Globalization;
using System.Xml.Linq;

namespace Parity.CommandLine;

/// <summary>One line of a pipeline's test report.</summary>
/// <param name="Failure">Why it does not hold; empty where it does.</param>
internal sealed record JUnitCase(string Group, string Name, TimeSpan Took, string Failure);

/// <summary>A JUnit file, which GitLab and Jenkins show as test results.</summary>
internal static class JUnitFile
{
    public static Option<string> Option() => new("--junit") { Description = "Write a JUnit file", HelpName = "FILE", DefaultValueFactory = _ => "" };

    /// <summary>False, with what is wrong printed, where the file cannot be written; no name writes nothing.</summary>
    public static async Task<bool> WriteAsync(string file, string suite, IEnumerable<JUnitCase> cases, VerbContext context, CancellationToken cancellation)
    {
        if (file.Length == 0) return true;
        try
        {
            await File.WriteAllTextAsync(file, Of(suite, [.. cases]), cancellation);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"--junit {file}: {failure.Message} Name a file in a folder that exists.");
            return false;
        }
    }

    private static string Of(string suite, IReadOnlyList<JUnitCase> cases)
    {
        var tests = cases.Select(one => new XElement(
            "testcase",
            new XAttribute("classname", $"{suite}.{one.Group}"),
            new XAttribute("name", one.Name),
            new XAttribute("time", Seconds(one.Took)),
            one.Failure.Length == 0 ? null : new XElement("failure", new XAttribute("message", Printable(one.Failure.Split('\n')[0])), Printable(one.Failure))));
        var root = new XElement("testsuites", new XElement(
            "testsuite",
            new XAttribute("name", suite),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", cases.Count(one => one.Failure.Length > 0)),
            new XAttribute("time", Seconds(TimeSpan.FromTicks(cases.Sum(one => one.Took.Ticks)))),
            tests));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // Log lines of a pod may hold escapes, which XML cannot.
    private static string Printable(string text) => string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));
}
