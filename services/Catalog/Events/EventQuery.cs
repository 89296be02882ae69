using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Catalog.Events;

/// <summary>Which page of which events. Read by hand, so that a bad value is answered with its field.</summary>
internal sealed record EventQuery(string Search, int Page, int PageSize)
{
    private const int MaxPage = 10_000;
    private const int DefaultPageSize = 20;
    private const int MaxPageSize = 100;
    private const int MaxSearch = 100;

    /// <summary>For the OpenAPI document, which sees text where text is read.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Schema = parameter.Name switch
            {
                "search" => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = MaxSearch },
                "page" => Number(1, MaxPage),
                _ => Number(DefaultPageSize, MaxPageSize),
            };
        }

        return Task.CompletedTask;

        static OpenApiSchema Number(int fallback, int most) => new() { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = most.ToString(CultureInfo.InvariantCulture), Default = fallback };
    }

    /// <summary>The query, or what is wrong with it, by field.</summary>
    public static (EventQuery Query, Dictionary<string, string[]> Problems) Parse(string? search, string? page, string? pageSize)
    {
        var problems = new Dictionary<string, string[]>();
        var text = search?.Trim() ?? "";
        if (text.Length > MaxSearch || text.Contains('\0', StringComparison.Ordinal)) problems["search"] = [$"Must be at most {MaxSearch} characters of text."];
        var query = new EventQuery(text, Number("page", page, 1, MaxPage), Number("pageSize", pageSize, DefaultPageSize, MaxPageSize));
        return (query, problems);

        int Number(string field, string? value, int fallback, int most)
        {
            if (value is null) return fallback;
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
            problems[field] = [$"Must be a whole number from 1 to {most}."];
            return fallback;
        }
    }
}
