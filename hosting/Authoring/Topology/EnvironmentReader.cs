using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>What the environment variables of a resource say in a cluster.</summary>
/// <param name="Settings">Plain values, those declared with <c>WithSetting</c> among them.</param>
/// <param name="Secrets">Entries of Secret objects.</param>
/// <param name="References">Workloads that values lead to.</param>
internal sealed record EnvironmentRead(Sequence<Setting> Settings, Sequence<Secret> Secrets, Sequence<Reference> References);

/// <summary>Runs the callbacks that Aspire's own methods leave (<c>WithEnvironment</c>, <c>WithReference</c>) and takes what was declared with ours as it is.</summary>
internal static class EnvironmentReader
{
    public static async Task<EnvironmentRead> ReadAsync(Reading reading, IResource resource, CancellationToken cancellation)
    {
        var values = new ValueReader(reading);
        List<Setting> settings = [.. resource.Annotations.OfType<SettingAnnotation>().Select(Read)];
        List<Secret> secrets = [.. resource.Annotations.OfType<SecretAnnotation>().Select(Read)];
        var declared = settings.Select(setting => setting.Key).Concat(secrets.Select(secret => secret.Key)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in await VariablesAsync(reading, resource, cancellation).ConfigureAwait(false))
        {
            if (declared.Contains(key)) continue;
            var resolved = await values.ReadAsync(value, cancellation).ConfigureAwait(false);
            if (IsEmitted(resource, key, value)) continue;
            switch (resolved)
            {
                case Resolved.Plain plain:
                    settings.Add(new(key, new Declared<string>.Everywhere(plain.Value)));
                    break;
                case Resolved.Hidden hidden:
                    secrets.Add(new(key, hidden.Name, hidden.Entry));
                    break;
                case Resolved.Composed:
                    reading.Error("SECRET-003", resource, $"its setting '{key}' is composed of a secret and other text.", $"Keep the whole value in one entry and use WithSecret(\"{key}\", name, entry).");
                    break;
                case Resolved.Unknown unknown:
                    reading.Error("SETTING-003", resource, $"its setting '{key}' {unknown.Cause}.", $"Use WithSetting(\"{key}\", …) or WithSecret(\"{key}\", …).");
                    break;
            }
        }

        return new([.. settings], [.. secrets], values.References.Where(reference => reference.Workload != resource.Name)
            .OrderBy(reference => reference.Workload, StringComparer.Ordinal).ThenBy(reference => reference.Endpoint, StringComparer.Ordinal).ToSequence());
    }

    /// <summary>Only what was declared with our methods.</summary>
    public static EnvironmentRead Declared(IResource resource) => new(
        [.. resource.Annotations.OfType<SettingAnnotation>().Select(Read)],
        [.. resource.Annotations.OfType<SecretAnnotation>().Select(Read)],
        []);

    private static async Task<Dictionary<string, object>> VariablesAsync(Reading reading, IResource resource, CancellationToken cancellation)
    {
        var context = new EnvironmentCallbackContext(reading.Builder.ExecutionContext, resource, new(StringComparer.OrdinalIgnoreCase), cancellation);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            try
            {
                await callback.Callback(context).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is DistributedApplicationException or InvalidOperationException or KeyNotFoundException)
            {
                reading.Error("SETTING-004", resource, $"its environment cannot be read: {failure.Message}", "Mend the WithEnvironment or WithReference that says so.");
            }
        }

        return context.EnvironmentVariables;
    }

    // Discovery keys and ports follow from references and endpoints, so emission writes them itself.
    private static bool IsEmitted(IResource resource, string key, object value) =>
        (value is EndpointReference reference
            && (key.StartsWith("services__", StringComparison.OrdinalIgnoreCase) || (resource is ProjectResource && key == $"{Variable(reference.Resource.Name)}_{Variable(reference.EndpointName)}")))
        || (resource is ProjectResource && key is "HTTP_PORTS" or "HTTPS_PORTS");

    private static string Variable(string name) => string.Concat(name.ToUpperInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    private static Setting Read(SettingAnnotation setting) => new(setting.Key, setting.Value.Value);

    private static Secret Read(SecretAnnotation secret) => new(secret.Key, secret.Name.Value, secret.Entry) { Form = secret.Form };
}
