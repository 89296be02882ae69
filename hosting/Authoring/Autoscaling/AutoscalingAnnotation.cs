using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>How the replicas of a resource follow its load.</summary>
/// <param name="Autoscaling">The declaration.</param>
public sealed record AutoscalingAnnotation(Model.Autoscaling Autoscaling) : IResourceAnnotation;
