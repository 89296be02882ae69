using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Dcp;

/// <summary>Resources made of the small program of these tests.</summary>
internal static class Services
{
    public static IResourceBuilder<ExecutableResource> AddSmall(this IDistributedApplicationBuilder builder, string name, params string[] arguments) =>
        builder.AddResource(new ExecutableResource(name, RunningApp.Program, AppContext.BaseDirectory))
            .WithAnnotation(new CommandLineArgsCallbackAnnotation(list =>
            {
                foreach (var argument in arguments)
                    list.Add(argument);
            }));

    public static IResourceBuilder<ExecutableResource> AddService(this IDistributedApplicationBuilder builder, string name, params string[] moods) =>
        builder.AddSmall(name, ["serve", .. moods])
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: "http"))
            .WithAnnotation(new EnvironmentCallbackAnnotation("PORT", () => $$$"""{{- portForServing "{{{name}}}-http" -}}"""));
}
