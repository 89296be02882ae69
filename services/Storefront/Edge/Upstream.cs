using System.Net;
using System.Text.Json;
using Polly;

namespace Storefront.Edge;

/// <summary>Calls a service so that every way of not getting an answer is one exception.</summary>
internal static class Upstream
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            try
            {
                var response = await http.SendAsync(request, cancellation);
                if (response.StatusCode is not HttpStatusCode.TooManyRequests && (int)response.StatusCode < 500) return response;
                using (response) throw new UpstreamException(http.BaseAddress!.Host, RetryAfter(response), $"it answered {(int)response.StatusCode}");
            }
            // A timeout of the client looks like a cancellation; only the visitor's own leaving is one.
            catch (Exception e) when (e is HttpRequestException or ExecutionRejectedException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                throw new UpstreamException(http.BaseAddress!.Host, null, e.Message, e);
            }
        }
    }

    public static Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation) =>
        response.IsSuccessStatusCode
            ? ParseAsync<T>(response, cancellation)
            : throw new UpstreamException(ServiceOf(response), null, $"it answered {(int)response.StatusCode}");

    public static async Task<T> ParseAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        var service = ServiceOf(response);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellation)
                ?? throw new UpstreamException(service, null, "its answer was null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or HttpRequestException)
        {
            throw new UpstreamException(service, null, e.Message, e);
        }
    }

    private static string ServiceOf(HttpResponseMessage response) => response.RequestMessage?.RequestUri?.Host ?? "service";

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;
}
