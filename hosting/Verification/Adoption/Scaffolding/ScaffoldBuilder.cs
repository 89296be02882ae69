using Parity.Model;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Routing;
using Parity.Verification.Adoption.Sources;
using Environment = Parity.Model.Environment;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>From what runs to a Topology: the last environment is the base, the others are its differences.</summary>
internal sealed class ScaffoldBuilder
{
    private readonly IReadOnlyList<Inventory> inventories;
    private readonly IReadOnlyList<EntryPoint> entries;
    private readonly IReadOnlyList<EnvironmentVariables> variables;

    public ScaffoldBuilder(IReadOnlyList<EnvironmentSource> sources, Diagnostics diagnostics)
    {
        inventories = [.. sources.Select(each => new Inventory(each))];
        entries = [.. inventories.Select(RouteFacts.Read)];
        variables = [.. inventories.Select(each => new EnvironmentVariables(each, diagnostics))];
    }

    public ScaffoldNotes Notes { get; } = new();

    public Topology Build(string name)
    {
        var names = inventories.SelectMany(each => each.Workloads.Select(workload => workload.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var workloads = new List<Workload>();
        foreach (var each in names)
            if (new WorkloadScaffold(each, inventories, variables, Notes, IsRouted(each)).Build() is { } workload) workloads.Add(workload);
        var known = workloads.ToDictionary(each => each.Name, StringComparer.Ordinal);
        var linked = workloads.Select(each => each with { References = References(each, known) }).ToList();
        return new(
            Label(name),
            Apart(inventories.Select((each, index) => EnvironmentScaffold.Of(each, entries[index], index + 1))).ToSequence(),
            linked.ToSequence(),
            new RouteScaffold(inventories, entries, Notes).Build(linked.ToDictionary(each => each.Name, StringComparer.Ordinal)));
    }

    // Two clusters may answer for one host today; environments of a model have one each.
    private static IEnumerable<Environment> Apart(IEnumerable<Environment> environments)
    {
        var hosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var each in environments) yield return hosts.Add(each.Host) ? each : each with { Host = $"{each.Name}.example.com" };
    }

    private bool IsRouted(string workload) => inventories.Zip(entries).Any(pair => pair.Second.Routes.Any(route => RouteScaffold.Behind(pair.First, route.Service) == workload));

    // A setting that names another workload and one of its ports is a call, and what is not declared is closed.
    private static Sequence<Reference> References(Workload workload, Dictionary<string, Workload> known) =>
        (from setting in workload.Settings
         from value in setting.Value.All
         from other in known.Values
         where other.Name != workload.Name && Names(value, other.Name)
         from endpoint in other.Endpoints
         select new Reference(other.Name, endpoint.Name)).Distinct().OrderBy(each => each.Workload, StringComparer.Ordinal).ThenBy(each => each.Endpoint, StringComparer.Ordinal).ToSequence();

    private static bool Names(string value, string host)
    {
        var at = value.IndexOf(host, StringComparison.Ordinal);
        if (at < 0) return false;
        var end = at + host.Length;
        return (at == 0 || value[at - 1] is '/' or '@' or ',' or '=' or ' ') && (end == value.Length || value[end] is ':' or '/' or '.' or ',');
    }

    internal static string Label(string text)
    {
        var label = string.Concat(text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return label.Length == 0 ? "system" : label;
    }

    /// <summary>The same everywhere, or a difference whose reason is to be filled in.</summary>
    internal static Declared<T> Declare<T>(IReadOnlyList<(string Environment, T Value)> values) =>
        values.Select(each => each.Value).Distinct().Count() == 1 ? Declared.Everywhere(values[0].Value) : Declared.Per(Scaffold.Reason, [.. values]);
}
