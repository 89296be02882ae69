using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>How many of a project's replicas start with it; the others are room that the autoscaler may use.</summary>
internal sealed record ScaledReplicasAnnotation(int Initial, int Room) : IResourceAnnotation;
