using System.Collections.Concurrent;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Hides the values of secret parameters and of this run's own keys wherever they turn up: as a variable of their own, inside a
/// connection string, in an argument. The dashboard hides all variables until they are clicked; this hides secrets for good.
/// </summary>
internal sealed class SecretMask(DistributedApplicationModel model, IConfiguration configuration)
{
    public const string Hidden = "********";

    // Shorter ones would blot out unrelated text; they are hidden only where they are the whole value.
    private const int ShortestInsideText = 3;

    private static readonly string[] OwnKeys =
        ["AppHost:OtlpApiKey", "AppHost:DashboardApiKey", "AppHost:BrowserToken", "AppHost:ResourceService:ApiKey"];

    private readonly ConcurrentDictionary<ParameterResource, string> _parameters = new();

    public string Hide(string text)
    {
        if (text.Length == 0) return text;
        foreach (var secret in Secrets())
        {
            if (text == secret) return Hidden;
            if (secret.Length >= ShortestInsideText) text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        }

        return text;
    }

    // Longest first, so that a secret that holds another one is hidden whole.
    private IEnumerable<string> Secrets()
    {
        foreach (var parameter in model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret && !_parameters.ContainsKey(parameter)))
        {
            // Not known yet: no variable that is built from it can be known either.
            if (Resolved(parameter) is { Length: > 0 } value) _parameters.TryAdd(parameter, value);
        }

        return _parameters.Values
            .Concat(OwnKeys.Select(key => configuration[key]).OfType<string>().Where(key => key.Length > 0))
            .OrderByDescending(secret => secret.Length);
    }

    private static string? Resolved(ParameterResource parameter)
    {
        try
        {
            var value = parameter.GetValueAsync(CancellationToken.None);
            return value.IsCompletedSuccessfully ? value.Result : null;
        }
        catch (MissingParameterValueException)
        {
            return null;
        }
    }
}
