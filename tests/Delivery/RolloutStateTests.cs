using Parity.Delivery;

namespace Delivery;

public sealed class RolloutStateTests
{
    [Theory]
    [InlineData("""{"kind":"Deployment","metadata":{"generation":2},"spec":{"replicas":2},"status":{"observedGeneration":2,"replicas":2,"updatedReplicas":2,"availableReplicas":2}}""", true)]
    [InlineData("""{"kind":"Deployment","metadata":{"generation":3},"spec":{"replicas":2},"status":{"observedGeneration":2,"replicas":2,"updatedReplicas":2,"availableReplicas":2}}""", false)]
    [InlineData("""{"kind":"Deployment","metadata":{"generation":2},"spec":{"replicas":2},"status":{"observedGeneration":2,"replicas":3,"updatedReplicas":2,"availableReplicas":2}}""", false)]
    [InlineData("""{"kind":"StatefulSet","metadata":{"generation":1},"spec":{"replicas":1},"status":{"observedGeneration":1,"readyReplicas":1,"updatedReplicas":1,"currentRevision":"a","updateRevision":"a"}}""", true)]
    [InlineData("""{"kind":"StatefulSet","metadata":{"generation":1},"spec":{"replicas":1},"status":{"observedGeneration":1,"readyReplicas":1,"updatedReplicas":0,"currentRevision":"a","updateRevision":"b"}}""", false)]
    [InlineData("""{"kind":"Job","metadata":{},"status":{"conditions":[{"type":"Complete","status":"True"}]}}""", true)]
    [InlineData("""{"kind":"Job","metadata":{},"status":{"active":1}}""", false)]
    public void Ready_means_that_every_replica_is_new_and_serves(string live, bool ready) =>
        Assert.Equal(ready, RolloutState.Of(TestCluster.Parse(live)) is RolloutState.Ready);

    [Fact]
    public void A_job_that_gave_up_has_failed_with_its_reason() =>
        Assert.Equal(
            new RolloutState.Failed("BackoffLimitExceeded: too often"),
            RolloutState.Of(TestCluster.Parse("""{"kind":"Job","metadata":{},"status":{"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded","message":"too often"}]}}""")));
}
