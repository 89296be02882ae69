namespace Aspire.Hosting.Dcp;

internal static class OrchestrationServices
{
    public static IServiceCollection AddOrchestration(this IServiceCollection services, IDistributedApplicationBuilder builder, DistributedApplicationOptions options) => services;
}
