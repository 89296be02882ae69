using Parity.Model;
using Parity.Verification.Adoption.Against;
using Parity.Verification.Adoption.Comparison;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>Makes a scaffold of a collected folder, and proves one.</summary>
public static class Scaffolds
{
    /// <summary>The scaffold, with every place at which generating from it does not give what runs today.</summary>
    /// <param name="tree">One folder per environment.</param>
    /// <param name="name">Name of the system.</param>
    public static Scaffold Of(SourceTree tree, string name)
    {
        var diagnostics = new Diagnostics();
        var sources = new EnvironmentSources(diagnostics).Read(tree);
        var builder = new ScaffoldBuilder(sources, diagnostics);
        var topology = builder.Build(name);
        var generated = GeneratedObjects.Of(topology);
        var carried = new List<NotCarried>();
        var unexplained = new List<NotCarried>();
        foreach (var (environment, difference) in Compare(sources, generated, diagnostics))
        {
            var reason = NotCarriedReasons.Of(environment, difference, builder.Notes);
            (reason is null ? unexplained : carried).Add(new(environment, difference.Workload, difference.Path, difference.Category, difference.Values[0].Value, difference.Values[1].Value, reason ?? "no rule accounts for it"));
        }
        return new(topology, carried, unexplained, [.. generated.Diagnostics]);
    }

    /// <summary>
    /// Generates from a topology and compares with the originals: what differs and is not listed, and what is listed and does not differ.
    /// Both are empty where the scaffold lost exactly what it says.
    /// </summary>
    public static (IReadOnlyList<string> Unlisted, IReadOnlyList<string> Unfounded) Prove(SourceTree tree, Topology topology, IReadOnlyList<NotCarried> listed)
    {
        var diagnostics = new Diagnostics();
        var sources = new EnvironmentSources(diagnostics).Read(tree);
        var found = Compare(sources, GeneratedObjects.Of(topology), diagnostics).Select(each => Text(each.Environment, each.Difference.Workload, each.Difference.Path)).ToHashSet(StringComparer.Ordinal);
        var named = listed.Select(each => Text(each.Environment, each.Workload, each.Path)).ToHashSet(StringComparer.Ordinal);
        return ([.. found.Except(named).Order(StringComparer.Ordinal)], [.. named.Except(found).Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<(string Environment, EnvironmentDifference Difference)> Compare(IReadOnlyList<EnvironmentSource> sources, GeneratedObjects generated, Diagnostics diagnostics)
    {
        var secrets = SourceComparison.Of(sources, new()).Secrets;
        foreach (var source in sources)
        {
            if (!generated.Environments.TryGetValue(ScaffoldBuilder.Label(source.Name), out var objects)) continue;
            foreach (var difference in ModelComparison.Differences(source, objects, secrets, diagnostics)) yield return (source.Name, difference);
        }
    }

    private static string Text(string environment, string workload, string path) => $"{environment}: {workload} {path}";
}
