using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>Authoring of autoscaling.</summary>
public static class AutoscalingAuthoring
{
    /// <summary>
    /// Lets the replicas follow the load: HorizontalPodAutoscaler or KEDA ScaledObject in a cluster, the same decisions on this machine.
    /// Start from <c>Autoscaling.UpTo(maximum)</c>; a later call replaces an earlier one.
    /// </summary>
    /// <exception cref="ArgumentException">The declaration is one that a cluster would refuse; all reasons are named. Not when publishing: then they are diagnostics of the model.</exception>
    public static IResourceBuilder<T> WithAutoscaling<T>(this IResourceBuilder<T> resource, Parity.Model.Autoscaling autoscaling) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(autoscaling);
        var wrong = AutoscalingChecks.Check(resource.Resource.Name, autoscaling).Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
        if (wrong.Count > 0 && resource.ApplicationBuilder.ExecutionContext.IsRunMode) throw new ArgumentException(string.Join(System.Environment.NewLine, wrong), nameof(autoscaling));
        resource.ApplicationBuilder.AddScaling();
        return resource.WithAnnotation(new AutoscalingAnnotation(autoscaling), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>The same for an author who knows only the most replicas that make sense: at least two, load at the ingress first, then CPU.</summary>
    public static IResourceBuilder<T> WithAutoscaling<T>(this IResourceBuilder<T> resource, int maximum) where T : IResource =>
        resource.WithAutoscaling(Parity.Model.Autoscaling.UpTo(maximum));
}
