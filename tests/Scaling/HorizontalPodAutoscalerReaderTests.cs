using Parity.Scaling;

namespace Scaling;

public class HorizontalPodAutoscalerReaderTests
{
    [Fact]
    public void An_object_of_a_cluster_means_the_same_as_a_spec_of_the_case_files()
    {
        var cluster = HorizontalPodAutoscalerReader.Read(
            """
            {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"orders"},"spec":{"minReplicas":2,"maxReplicas":9,"metrics":[
              {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}},
              {"type":"External","external":{"metric":{"name":"queue_depth"},"target":{"type":"AverageValue","averageValue":"20"}}}]}}
            """);

        Assert.Equal((2, 9, true), (cluster.MinReplicas, cluster.MaxReplicas, cluster.Behavior is null));
        Assert.Equal(
            [
                new Metric(MetricSource.Resource, "cpu", new MetricTarget.Utilization(70)),
                new Metric(MetricSource.External, "queue_depth", new MetricTarget.AverageValue(20_000)),
            ],
            cluster.Metrics);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"spec\":{}}")]
    [InlineData("{\"maxReplicas\":3,\"metrics\":[{\"type\":\"Weather\"}]}")]
    public void Anything_else_is_refused(string json) => Assert.Throws<FormatException>(() => HorizontalPodAutoscalerReader.Read(json));
}
