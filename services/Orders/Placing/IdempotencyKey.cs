using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Orders.Placing;

/// <summary>The Idempotency-Key header: 1 to 200 visible ASCII characters, chosen by the client, one order each.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const string Rule = "Exactly one value of 1 to 200 visible ASCII characters is required.";

    private const int MaxLength = 200;

    /// <summary>For the OpenAPI document, which sees only what is bound to a parameter.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = Header,
            In = ParameterLocation.Header,
            Required = true,
            Description = "Chosen by the client, one for each order: sent again, it finds the order that it made.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = MaxLength },
        });
        return Task.CompletedTask;
    }

    public static string? Read(HttpRequest request) =>
        request.Headers[Header] is [{ Length: > 0 and <= MaxLength } key] && key.All(character => character is > ' ' and < (char)127) ? key : null;
}
