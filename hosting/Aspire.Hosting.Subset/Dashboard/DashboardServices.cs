namespace Aspire.Hosting.Dashboard;

internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services, IDistributedApplicationBuilder builder, DistributedApplicationOptions options) => services;
}
