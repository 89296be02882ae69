namespace Aspire.Hosting.Dcp.Objects;

/// <summary>The document <c>/admin/execution</c>: patching its status ends DCP and everything it started.</summary>
internal sealed record ServerExecution(string Status, string ShutdownResourceCleanup)
{
    public static ServerExecution Stop { get; } = new("Stopping", "Full");
}
