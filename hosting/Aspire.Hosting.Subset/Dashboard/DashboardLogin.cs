namespace Aspire.Hosting.Dashboard;

/// <summary>Prints the dashboard's address once a browser can open it.</summary>
internal sealed class DashboardLogin(DashboardSettings settings, ILogger<DistributedApplication> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static string Url(string url, string? token) =>
        string.IsNullOrEmpty(token) ? url : $"{url.TrimEnd('/')}/login?t={token}";

    public async Task PrintAsync(IResourceWithEndpoints dashboard, CancellationToken stopping)
    {
        var endpoint = dashboard.GetEndpoint("https") is { Exists: true } https ? https : dashboard.GetEndpoint("http");
        if (await endpoint.GetValueAsync(stopping) is not { } url) return;

        if (!await AnswersAsync(url, stopping))
        {
            logger.LogWarning("The dashboard has not answered at {Url} within {Patience} s; its console log says why.", url, Patience.TotalSeconds);
            return;
        }

        logger.LogInformation("Now listening on: {DashboardUrl}", url.TrimEnd('/'));
        // `dotnet watch` and IDEs look for exactly this sentence to open a browser.
        if (settings.BrowserToken is { Length: > 0 } token) logger.LogInformation("Login to the dashboard at {LoginUrl}", Url(url, token));
    }

    // The proxy accepts connections before there is a dashboard behind it, so only an answer counts.
    private static async Task<bool> AnswersAsync(string url, CancellationToken stopping)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, patience.Token);
                return true;
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
            {
                // A developer certificate that this user does not trust; the browser will say so too, and the dashboard is there.
                return true;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                stopping.ThrowIfCancellationRequested();
                if (patience.IsCancellationRequested) return false;
                await Task.Delay(Pause, stopping);
            }
        }
    }
}
