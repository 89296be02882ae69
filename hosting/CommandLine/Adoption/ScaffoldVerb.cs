using Parity.Verification.Adoption;
using Parity.Verification.Adoption.Scaffolding;

namespace Parity.CommandLine;

/// <summary>The part of <c>adopt</c> that writes a start for an AppHost and proves that it lost nothing but what it lists.</summary>
internal static class ScaffoldVerb
{
    public static async Task<int> RunAsync(SourceTree tree, string name, FileInfo? file, bool prove, VerbContext context, CancellationToken cancellation)
    {
        var scaffold = Scaffolds.Of(tree, name);
        if (context.Report(scaffold.Diagnostics) != ExitCode.Holds) return ExitCode.NotChecked;
        if (file is not null) await AdoptVerb.WriteAsync(file, ScaffoldCode.Write(scaffold), context, cancellation);
        if (!prove) return ExitCode.Holds;

        var (unlisted, unfounded) = Scaffolds.Prove(tree, scaffold.Topology, scaffold.NotCarried);
        foreach (var each in unlisted) await context.Error.WriteLineAsync($"lost: {each}: generated otherwise than it runs, and not listed as not carried over.");
        foreach (var each in unfounded) await context.Error.WriteLineAsync($"unfounded: {each}: listed as not carried over, but generated as it runs.");
        await context.Error.WriteLineAsync($"proved: {scaffold.Topology.Workloads.Count} workloads, {scaffold.NotCarried.Count} differences listed, {unlisted.Count} lost, {unfounded.Count} unfounded.");
        return unlisted.Count + unfounded.Count == 0 ? ExitCode.Holds : ExitCode.DoesNotHold;
    }
}
