namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that nobody may start, stop or restart from outside: the dashboard would end itself.</summary>
internal sealed class ExcludeLifecycleCommandsAnnotation : IResourceAnnotation;
