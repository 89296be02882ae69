using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Dcp;

/// <summary>Resources made of the small program of these tests.</summary>
internal static class Services
{
    public static IResourceBuilder<ExecutableResource> AddSmall(this IDistributedApplicationBuilder builder, string name, params string[] arguments) =>
        builder.AddExecutable(name, RunningApp.Program, AppContext.BaseDirectory, arguments);

    public static IResourceBuilder<ExecutableResource> AddService(this IDistributedApplicationBuilder builder, string name, params string[] moods) =>
        builder.AddSmall(name, ["serve", .. moods]).WithHttpEndpoint(env: "PORT");

    public static IResourceBuilder<ExecutableResource> WithTwo(this IResourceBuilder<ExecutableResource> builder) =>
        builder.WithAnnotation(new ReplicaAnnotation(2));
}
