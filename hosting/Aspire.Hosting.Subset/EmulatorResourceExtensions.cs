namespace Aspire.Hosting;

public static class EmulatorResourceExtensions
{
    public static bool IsEmulator(this IResource resource) => resource.HasAnnotationOfType<EmulatorResourceAnnotation>();
}
