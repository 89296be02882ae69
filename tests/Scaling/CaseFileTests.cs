using System.IO.Compression;
using System.Text;
using Parity.Scaling.Cases;

namespace Scaling;

public class CaseFileTests
{
    private const string Metric =
        """{"id":"m1","metric":{"type":"External","name":"queue","target":{"type":"AverageValue","milli":5000}},"specReplicas":3,"statusReplicas":3,"tolerance":{"up":0.1,"down":0.1},"cpuInitializationPeriod":300,"initialReadinessDelay":30,"pods":[],"observed":{"values":[20000,10209]},"expect":{"replicas":7,"value":10070}}""";

    private const string Conditions =
        """{"AbleToScale":{"status":"True","reason":"SucceededRescale"},"ScalingActive":{"status":"True","reason":"ValidMetricFound"},"ScalingLimited":{"status":"True","reason":"TooManyReplicas"}}""";

    private const string Controller =
        """{"id":"c1","gates":{"HPAScaleToZero":false,"HPAConfigurableTolerance":true},"controller":{"tolerance":0.1},"podTemplate":{"containers":[]},"spec":{"maxReplicas":6,"metrics":[{"type":"External","name":"queue","target":{"type":"AverageValue","milli":5000}}]},"syncs":[{"t":0,"scale":{"spec":3,"status":3},"pods":[],"observed":[{"values":[30209]}],"expect":{"desired":6,"write":6,"proposals":[7],"conditions":CONDITIONS}},{"t":15.5,"scale":{"spec":6,"status":6},"pods":[],"observed":[{"error":true}],"expect":{"desired":6,"error":true,"proposals":["FetchFailed"],"conditions":{"AbleToScale":{"status":"True","reason":"SucceededGetScale"},"ScalingActive":{"status":"False","reason":"FailedGetExternalMetric"},"ScalingLimited":{"status":"True","reason":"TooManyReplicas"}}}}]}""";

    private static readonly string Sequence = Controller.Replace("CONDITIONS", Conditions, StringComparison.Ordinal);

    [Fact]
    public void Cases_of_both_kinds_in_one_file_are_counted_by_case_and_step()
    {
        var report = Evaluate("mixed.jsonl", $"{Metric}\n\n{Sequence}\n");

        Assert.Equal((2, 3, 0), (report.Cases, report.Steps, report.Mismatches.Length));
    }

    [Fact]
    public void A_compressed_file_is_read_as_well()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Metric));
        packed.Position = 0;

        Assert.Equal(1, CaseFile.Evaluate("metrics.jsonl.gz", packed).Cases);
    }

    [Theory]
    [InlineData("\"replicas\":7", "\"replicas\":8", "m1: replicas is 7, recorded 8")]
    [InlineData("\"value\":10070", "\"value\":10069", "m1: value is 10070, recorded 10069")]
    [InlineData("{\"replicas\":7,\"value\":10070}", "{\"error\":\"NoMetrics\"}", "m1: error is none, recorded NoMetrics")]
    public void A_different_answer_is_named_by_case_and_field(string recorded, string changed, string mismatch) =>
        Assert.Equal([mismatch], Mismatches(Metric.Replace(recorded, changed, StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"write\":6,", "", "c1 sync 0: write is 6, recorded none")]
    [InlineData("\"error\":true,\"proposals\"", "\"proposals\"", "c1 sync 1: error is True, recorded False")]
    [InlineData("[\"FetchFailed\"]", "[\"NoMetrics\"]", "c1 sync 1: proposals is FetchFailed, recorded NoMetrics")]
    [InlineData("SucceededGetScale", "ReadyForNewScale", "c1 sync 1: conditions.AbleToScale is True SucceededGetScale, recorded True ReadyForNewScale")]
    public void A_sequence_is_named_by_its_first_differing_sync(string recorded, string changed, string mismatch) =>
        Assert.Equal([mismatch], Mismatches(Sequence.Replace(recorded, changed, StringComparison.Ordinal)));

    [Theory]
    [InlineData("{", "cases.jsonl, line 2: not a case:")]
    [InlineData("[]", "cases.jsonl, line 2: not a case:")]
    [InlineData("{\"id\":\"x\"}", "cases.jsonl, line 2: not a case:")]
    public void A_line_that_is_no_case_is_named(string line, string message) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => Evaluate("cases.jsonl", $"{Metric}\n{line}")).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Mismatches(string line) => Evaluate("cases.jsonl", line).Mismatches.Select(mismatch => mismatch.ToString());

    private static CaseReport Evaluate(string name, string text) => CaseFile.Evaluate(name, new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
