namespace Aspire.Hosting;

/// <summary>What a model must be before anything starts; all that is wrong is reported at once.</summary>
internal static class ModelValidation
{
    public static void CheckName(IResource resource) => ModelName.ValidateName(nameof(Resource), resource.Name, PolicyOf(resource));

    public static void Check(IResourceCollection resources)
    {
        List<string> problems =
        [
            .. resources.Select(resource => ModelName.Problem(nameof(Resource), resource.Name, PolicyOf(resource))).OfType<string>(),
            .. resources.SelectMany(resource => Duplicates(resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Name))
                .Select(name => $"Endpoint with name '{name}' already exists on resource '{resource.Name}'. Endpoint names are case-insensitive; give each its own name with the parameter 'name'.")),
        ];
        if (problems.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(System.Environment.NewLine, problems));
        }
    }

    private static NameValidationPolicyAnnotation PolicyOf(IResource resource) =>
        resource.TryGetLastAnnotation<NameValidationPolicyAnnotation>(out var policy) ? policy : NameValidationPolicyAnnotation.Default;

    private static IEnumerable<string> Duplicates(IEnumerable<string> names) =>
        names.GroupBy(name => name, ResourceNames.Comparer).Where(group => group.Count() > 1).Select(group => group.Key);
}
