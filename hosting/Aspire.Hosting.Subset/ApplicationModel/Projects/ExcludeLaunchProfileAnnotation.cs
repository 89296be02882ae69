namespace Aspire.Hosting.ApplicationModel;

public sealed class ExcludeLaunchProfileAnnotation : IResourceAnnotation;
