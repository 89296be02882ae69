using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace Parity.Delivery;

/// <summary>Requests to an API server that survive its restarts and its pressure, and are counted.</summary>
public sealed class ApiClient(Kubernetes kubernetes, TimeSpan patience, TimeProvider time) : IDisposable
{
    /// <summary>Owner of the fields that delivery applies.</summary>
    public const string Manager = "parity";

    private const string MetadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private int calls;
    private int writes;

    public Uri Address => kubernetes.BaseUri;

    /// <summary>Requests sent, repeated ones included.</summary>
    public int Calls => calls;

    /// <summary>Requests sent that can change something: all but GET, reviews and dry runs.</summary>
    public int Writes => writes;

    public Task<JsonObject> GetAsync(string path, CancellationToken cancellation, string accept = "application/json") =>
        SendAsync(HttpMethod.Get, path, null, "", accept, cancellation);

    public Task<JsonObject> GetMetadataAsync(string path, CancellationToken cancellation) => GetAsync(path, cancellation, MetadataOnly);

    /// <summary>The object, or null where there is none.</summary>
    public Task<JsonObject?> FindAsync(string path, CancellationToken cancellation) => OrNullAsync(GetAsync(path, cancellation));

    /// <summary>The last lines of a container's log; empty when there is none.</summary>
    public async Task<string> TextAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var response = await SendOnceAsync(HttpMethod.Get, path, null, "", "*/*", cancellation);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellation) : "";
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }

    /// <summary>Whether anything answers at all; a first question that is not repeated for as long as later ones.</summary>
    public async Task ReachAsync(TimeSpan within, CancellationToken cancellation) => await SendAsync(HttpMethod.Get, "version", null, "", "application/json", cancellation, within);

    /// <summary>Server-side apply; fields of other managers are taken over only where <paramref name="force"/> says so.</summary>
    public Task<JsonObject> ApplyAsync(string path, JsonObject body, bool dryRun, bool force, CancellationToken cancellation, string manager = Manager) =>
        SendAsync(HttpMethod.Patch, $"{path}?fieldManager={manager}&fieldValidation=Strict&force={(force ? "true" : "false")}{(dryRun ? "&dryRun=All" : "")}", body, "application/apply-patch+yaml", "application/json", cancellation);

    public Task<JsonObject> CreateAsync(string path, JsonObject body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"{path}?fieldManager={Manager}", body, "application/json", "application/json", cancellation);

    /// <summary>Replaces the object if it is still the version that <paramref name="body"/> names.</summary>
    public Task<JsonObject> ReplaceAsync(string path, JsonObject body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, $"{path}?fieldManager={Manager}", body, "application/json", "application/json", cancellation);

    /// <summary>Deletes the object and, in the background, what it owns; false where there was none.</summary>
    public async Task<bool> DeleteAsync(string path, CancellationToken cancellation) =>
        await OrNullAsync(SendAsync(HttpMethod.Delete, $"{path}?propagationPolicy=Background", null, "", "application/json", cancellation)) is not null;

    public void Dispose() => kubernetes.Dispose();

    private static async Task<JsonObject?> OrNullAsync(Task<JsonObject> request)
    {
        try
        {
            return await request;
        }
        catch (ApiException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, string type, string accept, CancellationToken cancellation, TimeSpan? within = null)
    {
        var started = time.GetTimestamp();
        var limit = within ?? patience;
        var pause = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            string trouble;
            Exception? cause = null;
            try
            {
                // An address that swallows packets must not take all of the time for one attempt.
                using var expiry = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Clamp(limit.TotalSeconds / 2, 1, 30)), time);
                using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellation, expiry.Token);
                using var response = await SendOnceAsync(method, path, body, type, accept, attempt.Token);
                var text = await response.Content.ReadAsStringAsync(attempt.Token);
                if (response.IsSuccessStatusCode) return JsonNode.Parse(text)!.AsObject();
                var failure = ApiFailure.Read(response.StatusCode, text);
                if (!ApiFailure.IsPassing(failure, method)) throw failure;
                (trouble, cause) = (failure.Message, failure);
                if (response.Headers.RetryAfter?.Delta is { } asked && asked > pause && asked < TimeSpan.FromSeconds(30)) pause = asked;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                (trouble, cause) = (exception is OperationCanceledException ? "no answer." : exception.GetBaseException().Message, exception);
            }

            if (time.GetElapsedTime(started) + pause > limit)
                throw new ClusterUnavailableException($"{Address} did not serve {method} {path.Split('?')[0]} for {limit.TotalSeconds:0} s: {trouble} Check that the API server runs and can be reached, then run the same command again.", cause);
            await Task.Delay(pause, time, cancellation);
            pause = TimeSpan.FromMilliseconds(Math.Min(pause.TotalMilliseconds * 2, 2000));
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, string path, JsonObject? body, string type, string accept, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(kubernetes.BaseUri, path));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        if (kubernetes.Credentials is { } credentials) await credentials.ProcessHttpRequestAsync(request, cancellation);
        Interlocked.Increment(ref calls);
        if (method != HttpMethod.Get && !path.Contains("dryRun=All", StringComparison.Ordinal) && !path.Contains("/authorization.k8s.io/", StringComparison.Ordinal)) Interlocked.Increment(ref writes);
        return await kubernetes.HttpClient.SendAsync(request, cancellation);
    }
}
