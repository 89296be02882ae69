namespace Aspire.Hosting.ApplicationModel;

public interface IExecutionConfigurationResult
{
    IEnumerable<object> References { get; }

    IEnumerable<(object Unprocessed, string Processed, bool IsSensitive)> ArgumentsWithUnprocessed { get; }

    IEnumerable<(string Value, bool IsSensitive)> Arguments { get; }

    IEnumerable<KeyValuePair<string, (object Unprocessed, string Processed)>> EnvironmentVariablesWithUnprocessed { get; }

    IEnumerable<KeyValuePair<string, string>> EnvironmentVariables { get; }

    IEnumerable<IExecutionConfigurationData> AdditionalConfigurationData { get; }

    Exception? Exception { get; }
}
