namespace Aspire.Hosting.ApplicationModel;

internal sealed class ExecutionConfigurationResult(
    IReadOnlyList<(object Unprocessed, string Processed, bool IsSensitive)> arguments,
    IReadOnlyList<KeyValuePair<string, (object Unprocessed, string Processed)>> variables,
    IReadOnlyList<IExecutionConfigurationData> data,
    Exception? exception) : IExecutionConfigurationResult
{
    public IEnumerable<object> References =>
        arguments.Select(argument => argument.Unprocessed).Concat(variables.Select(variable => variable.Value.Unprocessed)).Where(value => value is IValueProvider or IManifestExpressionProvider).Distinct();

    public IEnumerable<(object Unprocessed, string Processed, bool IsSensitive)> ArgumentsWithUnprocessed => arguments;

    public IEnumerable<(string Value, bool IsSensitive)> Arguments => arguments.Select(argument => (argument.Processed, argument.IsSensitive));

    public IEnumerable<KeyValuePair<string, (object Unprocessed, string Processed)>> EnvironmentVariablesWithUnprocessed => variables;

    public IEnumerable<KeyValuePair<string, string>> EnvironmentVariables => variables.Select(variable => KeyValuePair.Create(variable.Key, variable.Value.Processed));

    public IEnumerable<IExecutionConfigurationData> AdditionalConfigurationData => data;

    public Exception? Exception { get; } = exception;
}
