namespace Aspire.Hosting.Dashboard;

/// <summary>The variables of an exporter, once per resource, the last word over them being the author's.</summary>
internal sealed class OtlpEnvironmentAnnotation(IConfiguration configuration, IHostEnvironment environment)
    : EnvironmentCallbackAnnotation(context => OtlpEnvironment.Set(context, configuration, environment))
{
    public static void AddLast(IResource resource, IConfiguration configuration, IHostEnvironment environment)
    {
        foreach (var earlier in resource.Annotations.OfType<OtlpEnvironmentAnnotation>().ToList())
            resource.Annotations.Remove(earlier);
        resource.Annotations.Add(new OtlpEnvironmentAnnotation(configuration, environment));
    }
}
