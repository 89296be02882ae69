using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>What the API server says when it refuses.</summary>
internal static class ApiFailure
{
    // {"kind":"Status","reason":"Conflict","message":"…","details":{"causes":[{"reason":"FieldManagerConflict","message":"conflict with \"kubectl\"…","field":".spec.replicas"}]}}
    public static ApiException Read(HttpStatusCode status, string text)
    {
        JsonObject? body = null;
        try
        {
            body = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // A proxy answered.
        }

        var conflicts = body.At("details", "causes").Items()
            .Where(cause => cause.Text("reason") == "FieldManagerConflict")
            .Select(cause => new FieldConflict(cause.Text("field"), cause.Text("message")))
            .ToArray();
        var message = body.Text("message") is { Length: > 0 } said ? said : $"{(int)status} {text[..Math.Min(text.Length, 200)].Trim()}";
        return new(status, body.Text("reason"), message, conflicts);
    }

    /// <summary>Whether the same request may succeed a moment later. Somebody else's field, or a version that is no longer the newest, does not pass by itself.</summary>
    public static bool IsPassing(ApiException failure, HttpMethod method) => failure.Status switch
    {
        // An apply names no version: somebody wrote at the same moment, and the server gave up trying.
        HttpStatusCode.Conflict when failure.Conflicts.Count == 0 && (method == HttpMethod.Patch || method == HttpMethod.Delete) => true,
        HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout => true,
        _ => false,
    };
}
