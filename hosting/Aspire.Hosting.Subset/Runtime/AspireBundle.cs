namespace Aspire.Hosting.Runtime;

/// <summary>
/// Where the official orchestrator (DCP) and dashboard are on this machine. The places, in order: the environment variables
/// ASPIRE_DCP_PATH and ASPIRE_DASHBOARD_PATH, the bundle of an installed Aspire CLI, and the one the AppHost's build restored.
/// </summary>
internal sealed class AspireBundle
{
    private readonly BundlePlace[] _places;

    private AspireBundle(BundlePlace[] places) => _places = places;

    public string? DcpPath => _places.Select(p => p.Dcp).FirstOrDefault(File.Exists);

    public string? DashboardPath => _places.Select(p => p.Dashboard).FirstOrDefault(File.Exists);

    /// <summary>Whether the entry assembly was built as an AppHost, which the build writes into it.</summary>
    public bool IsOfAppHost { get; private init; }

    public static AspireBundle Find(IConfiguration configuration, System.Reflection.Assembly? appHost)
    {
        return new AspireBundle(
        [
            BundlePlace.OfEnvironment(configuration),
            BundlePlace.OfHome(configuration),
            .. BundlePlace.OfCommandLine(),
            BundlePlace.OfBuild(appHost),
        ])
        {
            IsOfAppHost = BundlePlace.IsAppHost(appHost),
        };
    }

    public string RequireDcp() => DcpPath ?? throw new BundleNotFoundException("the orchestrator DCP", "ASPIRE_DCP_PATH", _places, p => p.Dcp);

    public string RequireDashboard() =>
        DashboardPath ?? throw new BundleNotFoundException("the dashboard", "ASPIRE_DASHBOARD_PATH", _places, p => p.Dashboard);
}
