namespace Aspire.Hosting;

/// <summary>--publisher, --operation and --output-path, in the places where Aspire keeps them.</summary>
internal static class PublishingArguments
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--step"] = "Pipeline:Step",
        ["--output-path"] = "Pipeline:OutputPath",
        ["--log-level"] = "Pipeline:LogLevel",
        ["--dcp-cli-path"] = "DcpPublisher:CliPath",
        ["--dcp-container-runtime"] = "DcpPublisher:ContainerRuntime",
        ["--dcp-dependency-check-timeout"] = "DcpPublisher:DependencyCheckTimeout",
        ["--dcp-dashboard-path"] = "DcpPublisher:DashboardPath",
    };

    public static void Map(ConfigurationManager configuration, string[] args) => configuration.AddCommandLine(args, Switches);

    public static string? OutputPath(IConfiguration configuration) => configuration["Pipeline:OutputPath"] ?? configuration["Publishing:OutputPath"];

    public static DistributedApplicationExecutionContextOptions ExecutionContext(IConfiguration configuration)
    {
        var publisher = configuration["Publishing:Publisher"];
        return configuration["AppHost:Operation"]?.ToLowerInvariant() switch
        {
            null when publisher is null => new(DistributedApplicationOperation.Run),
            null => new(DistributedApplicationOperation.Publish, publisher),
            "run" => new(DistributedApplicationOperation.Run),
            "publish" => new(DistributedApplicationOperation.Publish, publisher ?? "manifest"),
            var other => throw new DistributedApplicationException($"Invalid operation '{other}' specified. Valid operations are 'publish' or 'run'."),
        };
    }
}
