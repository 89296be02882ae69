using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServiceDefaults.Errors;

/// <summary>The encoding that a request says its body has. The framework throws what it throws for its own faults where it does not know it.</summary>
public static class RequestCharset
{
    /// <summary>Whether the request names an encoding that this machine cannot read: <c>application/json; charset=klingon</c>.</summary>
    public static bool IsUnknown(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue) return false;
        try
        {
            Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(type.Charset).ToString());
            return false;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return true;
        }
    }
}
