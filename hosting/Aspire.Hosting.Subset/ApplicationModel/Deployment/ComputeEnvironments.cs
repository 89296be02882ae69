namespace Aspire.Hosting.ApplicationModel;

internal static class ComputeEnvironments
{
    /// <summary>Where there is one compute environment, everything that names none belongs to it.</summary>
    public static void ApplyOnlyOne(DistributedApplicationModel model)
    {
        if (model.Resources.OfType<IComputeEnvironmentResource>().ToList() is not [var only])
        {
            return;
        }

        foreach (var resource in model.Resources.OfType<IComputeResource>().Where(resource => resource.GetComputeEnvironment() is null))
        {
            resource.Annotations.Add(new ComputeEnvironmentAnnotation(only));
        }
    }
}
