using System.CommandLine;
using System.Text.Json;
using Parity.Emission;
using Parity.Model;

namespace Parity.CommandLine;

/// <summary><c>generate</c>: writes <c>manifests/</c> from the model, or says with <c>--check</c> whether it is what the model says.</summary>
internal sealed class GenerateVerb : Verb
{
    private readonly Option<bool> check = new("--check") { Description = "Write nothing; list what differs from the model and fail" };
    private readonly Option<string> images = new("--images") { Description = "JSON file with an image by digest for each workload: {\"orders\": \"registry/orders@sha256:…\"}", HelpName = "file" };
    private readonly Option<bool> json = new("--json") { Description = "Write the result as JSON" };

    public GenerateVerb() => Command = new Command("generate", "Write manifests/: base, and an overlay for each environment with nothing but its differences") { check, images, json };

    public override Command Command { get; }

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var authored = await context.ReadAsync(cancellation).ConfigureAwait(false);
        var given = ImageFile.Read(arguments.GetValue(images));
        var emission = authored.Topology is { } topology && given.Diagnostics.Count == 0 ? Emitter.Emit(topology, given.Images) : null;
        Sequence<Diagnostic> diagnostics = [.. authored.Diagnostics.Concat(given.Diagnostics).Concat(emission?.Diagnostics ?? []).Distinct()];
        if (context.Report(diagnostics) != ExitCode.Holds || emission is null) return ExitCode.NotChecked;

        var folder = new ManifestFolder(Path.Combine(context.Root, "manifests"));
        var wanted = Manifests.Write(authored.Topology!, emission);
        var changes = folder.Compare(wanted);
        if (!arguments.GetValue(check)) folder.Write(wanted, changes);
        Print(context, changes, wanted, arguments.GetValue(check), arguments.GetValue(json));
        return arguments.GetValue(check) && changes.Count > 0 ? ExitCode.DoesNotHold : ExitCode.Holds;
    }

    private static void Print(VerbContext context, IReadOnlyList<FileChange> changes, FileTree wanted, bool isCheck, bool asJson)
    {
        if (asJson)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(new { files = wanted.Files.Count, changes = changes.Select(change => new { path = change.Path, change = change.Kind, detail = change.Detail }) }));
            return;
        }

        foreach (var change in changes) context.Output.WriteLine($"{change.Kind,-8} manifests/{change.Path}{(change.Detail.Length > 0 ? $": {change.Detail}" : "")}");
        context.Output.WriteLine((isCheck, changes.Count) switch
        {
            (_, 0) => $"manifests/ is what the model says ({wanted.Files.Count} files).",
            (true, var count) => $"manifests/ is not what the model says: {count} of {wanted.Files.Count} files differ. Run 'dotnet run --project AppHost -- generate' and commit the result.",
            (false, var count) => $"manifests/ written: {count} of {wanted.Files.Count} files changed.",
        });
    }
}
