using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>The autoscaler of this machine as the dashboard shows it: its console log holds every decision and its reason.</summary>
public sealed class ScalingResource(string name) : Resource(name), IResourceWithEnvironment;
