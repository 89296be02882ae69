using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.HttpChecks;

/// <summary>Healthy when a GET answers with the one status that is expected.</summary>
internal sealed class HttpCheck(Func<CancellationToken, Task<Uri>> url, int expectedStatus, Func<HttpClient> createClient) : IHealthCheck
{
    /// <summary>The key of the status that was answered, in the data of a result.</summary>
    public const string Status = "status";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static async Task<Uri> UrlOfAsync(EndpointReference endpoint, string path, CancellationToken cancellationToken)
    {
        var address = endpoint.Exists
            ? await endpoint.GetValueAsync(cancellationToken).ConfigureAwait(false)
            : throw new InvalidOperationException($"The endpoint '{endpoint.EndpointName}' does not exist on the resource '{endpoint.Resource.Name}'.");
        return new Uri(new Uri(address ?? throw new InvalidOperationException($"The endpoint '{endpoint.EndpointName}' does not have a URL.")), path);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        Uri? target = null;
        try
        {
            target = await url(limit.Token).ConfigureAwait(false);
            using var client = createClient();
            using var response = await client.GetAsync(target, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            return (int)response.StatusCode == expectedStatus
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, $"Request to {Shown(target)} returned {(int)response.StatusCode} {response.StatusCode}, expected {expectedStatus}.",
                    data: new Dictionary<string, object> { [Status] = response.StatusCode });
        }
        catch (Exception failure)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, Describe(target, failure, cancellationToken), failure);
        }
    }

    private static string Describe(Uri? target, Exception failure, CancellationToken cancellationToken) => (target, failure) switch
    {
        (null, OperationCanceledException) => "The URL of the health check is not known yet.",
        (null, _) => failure.Message,
        (_, OperationCanceledException) when cancellationToken.IsCancellationRequested => $"Health check for {Shown(target)} was canceled",
        (_, OperationCanceledException) => $"Request to {Shown(target)} timed out",
        (_, HttpRequestException) => $"Failed to connect to {Shown(target)}",
        _ => $"Health check failed for {Shown(target)}",
    };

    /// <summary>Credentials in a URL must not reach the dashboard.</summary>
    private static string Shown(Uri uri) =>
        uri.UserInfo.Length == 0 ? uri.ToString() : new UriBuilder(uri) { UserName = "", Password = "" }.Uri.ToString();
}
