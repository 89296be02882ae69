using System.Globalization;
using Parity.Model;
using Parity.Verification.Routing;

namespace Parity.CommandLine;

/// <summary>A route table and the requests to hold against it.</summary>
internal sealed record RequestTable(string Source, RouteTable Routes, Sequence<ExpectedRequest> Requests)
{
    /// <summary>Where each request stands in its file; none where there is no file.</summary>
    public Sequence<int> Lines { get; init; } = [];

    /// <summary><c>hosts.json:12</c>.</summary>
    public string PlaceOf(int request) => request < Lines.Count ? string.Create(CultureInfo.InvariantCulture, $"{Source}:{Lines[request]}") : Source;
}

/// <summary>What was read, and everything that is wrong with it; tables are only complete without errors.</summary>
internal sealed record RequestTables(IReadOnlyList<RequestTable> Tables, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The AppHost's own routes with requests at their edges.</summary>
    public static RequestTables Own(RouteTable? own) => own is null
        ? new([], [Missing("the AppHost")])
        : new([new("the AppHost's routes", own, RouteProbes.Of(own))], []);

    /// <summary>Every JSON file of a folder, in the order of their names.</summary>
    public static RequestTables Read(string folder, RouteTable? own)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray() : [];
        if (files.Length == 0)
            return new([], [Diagnostic.Error("ROUTE-040", $"folder '{folder}'", Directory.Exists(folder) ? "it holds no *.json." : "there is no such folder.", "Name a folder with request tables, or leave it out to check the AppHost's own routes.")]);

        var tables = new List<RequestTable>();
        var diagnostics = new List<Diagnostic>();
        foreach (var file in files)
        {
            var source = Path.GetRelativePath(folder, file);
            var reading = Open(file, source);
            diagnostics.AddRange(reading.Diagnostics);
            diagnostics.AddRange(reading.Table?.Check(index => string.Create(CultureInfo.InvariantCulture, $"{source}:{reading.RouteLines[index]}, ")) ?? []);
            if (Emission.Emitter.HasErrors(reading.Diagnostics)) continue;
            if ((reading.Table ?? own) is { } routes) tables.Add(new(source, routes, reading.Requests) { Lines = reading.RequestLines });
            else diagnostics.Add(Missing(source));
        }

        return new(tables, diagnostics);
    }

    private static RouteReading Open(string file, string source)
    {
        try
        {
            return RouteJson.Read(File.ReadAllText(file), source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(null, [], [Diagnostic.Error("ROUTE-020", source, exception.Message, "Make the file readable.")]);
        }
    }

    private static Diagnostic Missing(string subject) =>
        Diagnostic.Error("ROUTE-041", subject, "there are no routes: neither \"routes\" in the file nor .WithRoutes(…) in the AppHost.", "Add one of the two.");
}
