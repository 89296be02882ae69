using System.Globalization;
using System.Text.Json;

namespace Parity.Model;

/// <summary>What was read from JSON, as far as it could be read, and what was wrong with it.</summary>
/// <param name="Table">The routes; null where the document names none.</param>
/// <param name="Requests">The rows to hold against them.</param>
/// <param name="Diagnostics">Empty when all of it was understood.</param>
public sealed record RouteReading(RouteTable? Table, Sequence<ExpectedRequest> Requests, Sequence<Diagnostic> Diagnostics);

/// <summary>Route tables and request tables as JSON: the form in which the ingress gets its table and teams write theirs.</summary>
public static class RouteJson
{
    /// <summary>Writes a table so that <see cref="Read"/> gives an equal one; of what differs between environments one value, so take the table <see cref="RouteTable.As"/> one first.</summary>
    public static string Write(RouteTable table)
    {
        var document = new RouteDocument { Routes = [.. table.Routes.Select(Element)] };
        return JsonSerializer.Serialize(document, RouteDocumentContext.Default.RouteDocument);
    }

    /// <summary>Reads a document; <paramref name="source"/> is how diagnostics call it, usually the file's name.</summary>
    public static RouteReading Read(string json, string source)
    {
        RouteDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, RouteDocumentContext.Default.RouteDocument);
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"{source}:{line + 1}") : source;
            return new(null, [], [Diagnostic.Error("ROUTE-020", place, $"it is not a route document: {Cause(exception)}", "Compare it with the form that check-routes --help shows.")]);
        }

        if (document is null) return new(null, [], [Diagnostic.Error("ROUTE-020", source, "it holds no document.", "Write {\"routes\": [], \"requests\": []}.")]);
        var diagnostics = new List<Diagnostic>(Unknown(source, document.Unknown?.Keys));
        var lines = ElementLines.Of(json);
        var routes = document.Routes?.Select((route, index) => Route(route, lines.Subject(source, "routes", index), diagnostics)).ToSequence();
        var requests = (document.Requests ?? []).Select((request, index) => Request(request, lines.Subject(source, "requests", index), diagnostics)).OfType<ExpectedRequest>().ToSequence();
        return new(routes is null ? null : new RouteTable(routes), requests, [.. diagnostics]);
    }

    // "… LineNumber: 3 | BytePositionInLine: 5." is said by the place already.
    private static string Cause(JsonException exception) => exception.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];

    private static ExpectedRequest? Request(RequestElement element, string subject, List<Diagnostic> diagnostics)
    {
        diagnostics.AddRange(Unknown(subject, element.Unknown?.Keys));
        return RequestJson.Read(element, subject, diagnostics);
    }

    private static Route Route(RouteElement element, string subject, List<Diagnostic> diagnostics)
    {
        diagnostics.AddRange(Unknown(subject, [.. element.Unknown?.Keys ?? Enumerable.Empty<string>(), .. element.Path?.Unknown?.Keys ?? Enumerable.Empty<string>(), .. (element.Backends ?? []).SelectMany(backend => backend.Unknown?.Keys ?? Enumerable.Empty<string>())]));
        var path = element.Path switch
        {
            { Exact: { } exact, Prefix: null } => new PathPattern.Exact(exact),
            { Exact: null, Prefix: { } prefix } => new PathPattern.Prefix(prefix),
            null => (PathPattern)new PathPattern.Prefix("/"),
            _ => new PathPattern.Prefix(""),
        };
        var match = new RouteMatch(
            HostPattern.Parse(element.Host),
            path,
            [.. element.Methods ?? []],
            (element.Headers ?? []).ToMap(header => header.Key, header => header.Value));
        return new Route
        {
            Name = element.Name ?? RouteName.Of(match),
            Match = match,
            Rewrite = element.Rewrite ?? Model.Route.NoRewrite,
            Timeout = Declared.Everywhere(Timeout(element.Timeout, subject, diagnostics)),
            Retries = element.Retries ?? 0,
            Backends = (element.Backends ?? []).Select(backend => new Backend(backend.Workload ?? "", backend.Weight ?? 1)).ToSequence(),
        };
    }

    private static TimeSpan Timeout(string? text, string subject, List<Diagnostic> diagnostics)
    {
        if (text is null) return Model.Route.NoTimeout;
        if (Duration.TryParse(text, out var timeout)) return timeout;
        diagnostics.Add(Diagnostic.Error("ROUTE-008", subject, $"the timeout '{text}' is not a duration.", "Write \"5s\", \"500ms\" or \"1m30s\"."));
        return Model.Route.NoTimeout;
    }

    private static IEnumerable<Diagnostic> Unknown(string subject, IEnumerable<string>? keys) =>
        (keys ?? []).Select(key => Diagnostic.Warning("ROUTE-021", subject, $"'{key}' is not a key that is read.", "Remove it, or correct its spelling."));

    private static RouteElement Element(Route route) => new()
    {
        Name = route.Name,
        Host = route.Match.Host is HostPattern.Any ? null : route.Match.Host.ToString(),
        Path = route.Match.Path is PathPattern.Exact exact ? new(exact.Path, null) : new(null, route.Match.Path.Path),
        Methods = route.Match.Methods.Count == 0 ? null : [.. route.Match.Methods],
        Headers = route.Match.Headers.Count == 0 ? null : route.Match.Headers.ToDictionary(),
        Rewrite = route.Rewrite == Model.Route.NoRewrite ? null : route.Rewrite,
        Timeout = route.Timeout.InOrAny("") is var timeout && timeout == Model.Route.NoTimeout ? null : Duration.Format(timeout),
        Retries = route.Retries == 0 ? null : route.Retries,
        Backends = [.. route.Backends.Select(backend => new BackendElement(backend.Workload, backend.Weight.InOrAny("")))],
    };
}
