using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace SmallApp;

/// <summary>An AppHost of two services with two replicas each; every service has a child process of its own.</summary>
internal static class Host
{
    public static async Task RunAsync(string[] moods)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        foreach (var name in new[] { "first", "second" })
        {
            var resource = new ExecutableResource(name, Environment.ProcessPath!, AppContext.BaseDirectory);
            var endpoint = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: "http");
            builder.AddResource(resource).WithAnnotation(endpoint).WithAnnotation(new ReplicaAnnotation(2))
                .WithAnnotation(new CommandLineArgsCallbackAnnotation(arguments =>
                {
                    arguments.Add("serve");
                    foreach (var mood in moods)
                        arguments.Add(mood);
                }))
                .WithAnnotation(new EnvironmentCallbackAnnotation("PORT", () => $$$"""{{- portForServing "{{{name}}}-http" -}}"""));
        }
        await builder.Build().RunAsync();
    }
}
