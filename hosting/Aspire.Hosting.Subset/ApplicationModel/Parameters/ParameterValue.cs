namespace Aspire.Hosting.ApplicationModel;

internal static class ParameterValue
{
    public static string Read(IConfiguration configuration, string key, ParameterDefault? fallback) =>
        // An environment variable cannot hold the hyphen that a name may.
        configuration[key] ?? configuration[key.Replace('-', '_')] ?? fallback?.GetDefaultValue()
            ?? throw new MissingParameterValueException($"Parameter resource could not be used because configuration key '{key}' is missing and the Parameter has no default value. Set it in appsettings.json, with 'dotnet user-secrets set {key} VALUE', or as the environment variable {key.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_')}.");

    public static string ReadConnectionString(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name) ?? configuration.GetConnectionString(name.Replace('-', '_'))
            ?? throw new MissingParameterValueException($"Connection string parameter resource could not be used because connection string '{name}' is missing. Set ConnectionStrings:{name} in appsettings.json, user secrets, or as the environment variable ConnectionStrings__{name.Replace('-', '_')}.");
}
