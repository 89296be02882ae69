namespace Aspire.Hosting.ApplicationModel;

public static class ExecutionConfigurationResultExtensions
{
    public static bool TryGetAdditionalData<T>(this IExecutionConfigurationResult configuration, [NotNullWhen(true)] out T? additionalData) where T : IExecutionConfigurationData
    {
        additionalData = configuration.AdditionalConfigurationData.OfType<T>().FirstOrDefault();
        return additionalData is not null;
    }
}
