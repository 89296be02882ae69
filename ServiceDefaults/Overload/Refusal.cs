using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Overload;

/// <summary>
/// Tells a client that it was not served, as cheaply as can be: under five times the load four of five answers are these. 429 where
/// others were served instead: not the server is broken, so that no mesh ejects it. 503 where the deadline that the caller set left no time.
/// </summary>
internal static class Refusal
{
    private const string Detail = "The service has more to do than it can. Nothing was done; try again shortly.";
    private const string Late = "The time that the caller allows is over. Nothing was done.";

    public static async Task Write(HttpContext context, Shed reason)
    {
        var status = reason == Shed.Deadline ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status429TooManyRequests;
        var response = context.Response;
        response.StatusCode = status;
        // Not the same second for all: they would come back together.
        response.Headers.RetryAfter = Random.Shared.Next(1, 4).ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && context.RequestServices.GetService<RefusalPage>() is { } page)
        {
            await page(context, status);
            return;
        }

        response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type"u8, status == 429 ? "https://tools.ietf.org/html/rfc6585#section-4" : "https://tools.ietf.org/html/rfc9110#section-15.6.4");
        json.WriteString("title"u8, status == 429 ? "Too Many Requests" : "Service Unavailable");
        json.WriteNumber("status"u8, status);
        json.WriteString("detail"u8, reason == Shed.Deadline ? Late : Detail);
        json.WriteString("traceId"u8, Activity.Current?.Id ?? context.TraceIdentifier);
        json.WriteEndObject();
        response.ContentLength = json.BytesPending;
        await json.FlushAsync(context.RequestAborted);
    }
}
