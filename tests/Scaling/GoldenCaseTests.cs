using Parity.Scaling.Cases;

namespace Scaling;

public class GoldenCaseTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("metrics.jsonl.gz", 3000, 3000)]
    [InlineData("controller.jsonl.gz", 600, 21076)]
    public void Every_recorded_answer_of_the_real_controller_is_given(string file, int cases, int steps)
    {
        var folder = GoldenCases.Folder;
        if (folder is null) Assert.Skip(GoldenCases.Missing);
        using var content = File.OpenRead(Path.Combine(folder, file));

        var report = CaseFile.Evaluate(file, content);

        output.WriteLine($"{file}: {report.Cases} cases, {report.Steps} steps, {report.Mismatches.Length} mismatches");
        foreach (var mismatch in report.Mismatches.Take(40)) output.WriteLine(mismatch.ToString());
        Assert.Empty(report.Mismatches);
        Assert.Equal((cases, steps), (report.Cases, report.Steps));
    }
}
