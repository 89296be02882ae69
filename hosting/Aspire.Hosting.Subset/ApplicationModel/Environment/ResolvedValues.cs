using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    [Obsolete("Use ExecutionConfigurationBuilder instead.")]
    public static async ValueTask<Dictionary<string, string>> GetEnvironmentVariableValuesAsync(this IResourceWithEnvironment resource, DistributedApplicationOperation applicationOperation = DistributedApplicationOperation.Run)
    {
        var configuration = await ResourceConfiguration.ResolveAsync(resource, new(applicationOperation), NullLogger.Instance, CancellationToken.None).ConfigureAwait(false);
        return configuration.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value);
    }

    [Obsolete("Use ExecutionConfigurationBuilder instead.")]
    public static async ValueTask<string[]> GetArgumentValuesAsync(this IResourceWithArgs resource, DistributedApplicationOperation applicationOperation = DistributedApplicationOperation.Run)
    {
        var configuration = await ResourceConfiguration.ResolveAsync(resource, new(applicationOperation), NullLogger.Instance, CancellationToken.None).ConfigureAwait(false);
        return [.. configuration.Arguments.Select(argument => argument.Value)];
    }
}
