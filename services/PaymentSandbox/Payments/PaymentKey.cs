using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PaymentSandbox.Payments;

/// <summary>The Idempotency-Key of a payment: 1 to 200 characters that need no escaping in a path.</summary>
internal static class PaymentKey
{
    public const string Header = "Idempotency-Key";
    public const string Rule = "Exactly one value of 1 to 200 letters, digits, '-', '_' or '.' is required.";

    private const int MaxLength = 200;

    /// <summary>For the OpenAPI document, which sees only what is bound to a parameter.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = Header,
            In = ParameterLocation.Header,
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = MaxLength, Pattern = "^[A-Za-z0-9_.-]+$" },
        });
        return Task.CompletedTask;
    }

    public static bool IsValid(string? key) => key is { Length: > 0 and <= MaxLength } && key.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
