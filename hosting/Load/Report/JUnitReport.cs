using System.Globalization;
using System.Xml.Linq;

namespace Parity.Load;

/// <summary>The objectives as tests, for the pipeline's test report.</summary>
public static class JUnitReport
{
    public static string Of(LoadReport report)
    {
        var cases = report.Objectives.Select(objective => new XElement(
            "testcase",
            new XAttribute("classname", $"loadtest.{report.Name}"),
            new XAttribute("name", string.Create(CultureInfo.InvariantCulture, $"{objective.Name} <= {objective.Limit:0.###}")),
            new XAttribute("time", report.Seconds.ToString("0.000", CultureInfo.InvariantCulture)),
            objective.Holds ? null : new XElement("failure", new XAttribute("message", string.Create(CultureInfo.InvariantCulture, $"{objective.Name} was {objective.Actual:0.###}, the limit is {objective.Limit:0.###}")))));
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", $"loadtest {report.Name}"),
            new XAttribute("tests", report.Objectives.Count),
            new XAttribute("failures", report.Objectives.Count(objective => !objective.Holds)),
            new XAttribute("time", report.Seconds.ToString("0.000", CultureInfo.InvariantCulture)),
            cases);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{new XElement("testsuites", suite)}\n";
    }
}
