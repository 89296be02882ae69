using Parity.Load;
using Parity.Scaling.Simulation;

namespace Parity.CommandLine;

/// <summary>The plan that the arguments and the files that they name make.</summary>
internal static class LoadPlanReader
{
    private const string ScenarioFile = "loadtest.json";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public static LoadPlan? Read(LoadTestRequest request, Uri target, string appHost, List<string> errors)
    {
        var scenarios = Scenarios(request, appHost, errors);
        var trace = Trace(request, errors);
        if (scenarios is null || trace is null) return null;
        var limits = new Dictionary<double, double>();
        if (request.P95 is { } p95) limits[95] = p95;
        if (request.P99 is { } p99) limits[99] = p99;
        return new()
        {
            Name = request.Name ?? Path.GetFileNameWithoutExtension(request.Profile),
            Target = target,
            Profile = request.Profile,
            Trace = trace with { Rates = [.. trace.Rates.Take((int)Math.Ceiling(request.Duration))] },
            Scenarios = scenarios,
            Independent = request.Independent,
            MaxRequests = request.MaxRequests,
            LatencyLimits = limits,
            ErrorLimit = request.ErrorPercent / 100,
            Watch = request.Workload is { } workload ? new LocalSystem(appHost, workload).Look : () => default,
        };
    }

    public static LoadReport? Earlier(string file, List<string> errors) => FromFile("--compare", file, LoadReport.Read, errors);

    private static IReadOnlyList<Scenario>? Scenarios(LoadTestRequest request, string appHost, List<string> errors)
    {
        var usual = Path.Combine(appHost, ScenarioFile);
        if (request.Scenarios is { } file) return FromFile("--scenarios", file, Scenario.ReadAll, errors);
        return File.Exists(usual) ? FromFile("--scenarios", usual, Scenario.ReadAll, errors) : [new("/", "/")];
    }

    private static ArrivalTrace? Trace(LoadTestRequest request, List<string> errors)
    {
        if (request.Profile == "constant") return new(Step, [.. Enumerable.Repeat(request.Rate, (int)Math.Ceiling(request.Duration))]);
        if (ArrivalProfile.Names.Contains(request.Profile)) return new ArrivalProfile(request.Profile, request.Rate, request.Factor).ToTrace(Step);
        if (File.Exists(request.Profile)) return FromFile("--profile", request.Profile, text => text.TrimStart().StartsWith('{') ? LoadReport.Read(text).ToTrace() : ArrivalTrace.Read(new StringReader(text), Step), errors);
        errors.Add($"--profile {request.Profile}: neither a file nor one of constant, {string.Join(", ", ArrivalProfile.Names)}.");
        return null;
    }

    private static T? FromFile<T>(string option, string file, Func<string, T> read, List<string> errors) where T : class
    {
        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            errors.Add($"{option} {file}: {exception.Message}");
            return null;
        }
    }
}
