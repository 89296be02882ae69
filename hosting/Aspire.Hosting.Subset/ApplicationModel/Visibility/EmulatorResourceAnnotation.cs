namespace Aspire.Hosting.ApplicationModel;

public sealed class EmulatorResourceAnnotation : IResourceAnnotation;
