using System.Globalization;
using System.Text.Json;

namespace Parity.Model;

/// <summary>What was read from JSON, as far as it could be read, and what was wrong with it.</summary>
/// <param name="Table">The routes; null where the document names none.</param>
/// <param name="Requests">The rows to hold against them.</param>
/// <param name="Diagnostics">Empty when all of it was understood.</param>
public sealed record RouteReading(RouteTable? Table, Sequence<ExpectedRequest> Requests, Sequence<Diagnostic> Diagnostics)
{
    /// <summary>The line on which each route begins, from 1.</summary>
    public Sequence<int> RouteLines { get; init; } = [];

    /// <summary>The line on which each request begins, from 1.</summary>
    public Sequence<int> RequestLines { get; init; } = [];
}

/// <summary>Route tables and request tables as JSON: the form in which the ingress gets its table and teams write theirs.</summary>
public static class RouteJson
{
    /// <summary>Writes a table so that reading it gives an equal one; of what differs between environments one value, so take the table <see cref="RouteTable.As"/> one first.</summary>
    public static string Write(RouteTable table)
    {
        var document = new RouteDocument([.. table.Routes.Select(Element)]);
        return JsonSerializer.Serialize(document, RouteDocumentContext.Default.RouteDocument);
    }

    /// <summary>Reads a document; <paramref name="source"/> is how diagnostics call it, usually the file's name. Everything wrong with it is said at once.</summary>
    public static RouteReading Read(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Read(document.RootElement, source, ElementLines.Of(json));
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"{source}:{line + 1}") : source;
            return new(null, [], [Diagnostic.Error("ROUTE-020", place, $"it is not a route document: {Cause(exception)}", "Compare it with the form that check-routes --help shows.")]);
        }
    }

    private static RouteReading Read(JsonElement root, string source, ElementLines lines)
    {
        var diagnostics = new List<Diagnostic>();
        var document = new ElementReader(root, source, diagnostics);
        var isTable = document.Has("routes");
        var routes = document.Elements("routes", index => lines.Subject(source, "routes", index)).Select(route => Route(route.Element, route.Subject, diagnostics)).ToSequence();
        var requests = document.Elements("requests", index => lines.Subject(source, "requests", index)).Select(request => RequestJson.Read(request.Element, request.Subject, diagnostics)).OfType<ExpectedRequest>().ToSequence();
        document.End();
        return new(isTable ? new RouteTable(routes) : null, requests, [.. diagnostics]) { RouteLines = lines.Begins("routes"), RequestLines = lines.Begins("requests") };
    }

    // "… LineNumber: 3 | BytePositionInLine: 5." is said by the place already.
    private static string Cause(JsonException exception) => exception.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];

    private static Route Route(ElementReader element, string subject, List<Diagnostic> diagnostics)
    {
        var match = new RouteMatch(HostPattern.Parse(element.Text("host")), Path(element.Element("path")), element.Texts("methods"), element.Pairs("headers"));
        var route = new Route
        {
            Name = element.Text("name") ?? RouteName.Of(match),
            Match = match,
            Rewrite = element.Text("rewrite") ?? Model.Route.NoRewrite,
            Timeout = Declared.Everywhere(Timeout(element.Text("timeout"), subject, diagnostics)),
            Retries = element.Number("retries") ?? 0,
            Backends = element.Elements("backends").Select(backend => Backend(backend.Element)).ToSequence(),
        };
        element.End();
        return route;
    }

    private static PathPattern Path(ElementReader? element)
    {
        if (element is null) return new PathPattern.Prefix("/");
        var (exact, prefix) = (element.Text("exact"), element.Text("prefix"));
        if (element.IsObject && element.Has("exact") == element.Has("prefix")) element.Wrong("it has to be either {\"exact\": \"/…\"} or {\"prefix\": \"/…\"}.");
        element.End();
        return exact is not null ? new PathPattern.Exact(exact) : new PathPattern.Prefix(prefix ?? "/");
    }

    private static Backend Backend(ElementReader element)
    {
        var backend = new Backend(element.Text("workload") ?? "", element.Number("weight") ?? 1);
        if (element.IsObject && backend.Workload.Length == 0) element.Wrong("it names no workload.");
        element.End();
        return backend;
    }

    private static TimeSpan Timeout(string? text, string subject, List<Diagnostic> diagnostics)
    {
        if (text is null) return Model.Route.NoTimeout;
        if (Duration.TryParse(text, out var timeout)) return timeout;
        diagnostics.Add(Diagnostic.Error("ROUTE-008", subject, $"the timeout '{text}' is not a duration.", "Write \"5s\", \"500ms\" or \"1m30s\"."));
        return Model.Route.NoTimeout;
    }

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
