namespace Aspire.Hosting.Testing;

/// <summary>Sees the builders that the code of one asynchronous flow makes, and so those of an AppHost's own entry point.</summary>
internal interface IBuilderObserver
{
    void OnConstructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    void OnConstructed(DistributedApplicationBuilder builder);

    void OnBuilding(DistributedApplicationBuilder builder);

    void OnBuilt(DistributedApplication application);
}
