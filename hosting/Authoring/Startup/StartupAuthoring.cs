using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>What a person sees while the local system starts.</summary>
public static class StartupAuthoring
{
    /// <summary>Prints a timeline of what became ready when, and the address of <paramref name="entry"/>, once everything is up or has failed.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="entry">The resource that people open in a browser.</param>
    public static IDistributedApplicationBuilder AddStartupTimeline(this IDistributedApplicationBuilder builder, IResourceBuilder<IResourceWithEndpoints> entry)
    {
        if (builder.ExecutionContext.IsRunMode)
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<StartupReporter>(services, entry.Resource));
        return builder;
    }
}
