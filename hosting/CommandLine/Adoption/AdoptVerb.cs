using System.CommandLine;
using Parity.Model;
using Parity.Verification.Adoption;
using Parity.Verification.Adoption.Migration;
using Parity.Verification.Adoption.Report;

namespace Parity.CommandLine;

/// <summary><c>adopt</c>: what each environment runs today against the others and against the model.</summary>
internal sealed class AdoptVerb : Verb
{
    private static readonly Argument<DirectoryInfo> Folder = new("folder")
    {
        Description = "One sub-folder per environment: kubectl dumps, YAML, kustomizations, rendered charts, .env and Compose files, Jenkinsfiles",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print {differences, pipelines, model, equal} for other tools" };

    private static readonly Option<FileInfo?> ScaffoldFile = new("--scaffold") { Description = "Write C# for an AppHost: what was found, with a reason to fill in for each difference" };

    private static readonly Option<bool> Prove = new("--prove") { Description = "Generate from the scaffold and compare with the originals: exactly what is listed as not carried over may differ" };

    private static readonly Option<FileInfo?> Html = new("--html") { Description = "Write the migration report as one self-contained HTML file" };

    private static readonly Option<FileInfo?> Markdown = new("--markdown") { Description = "Write the migration report as Markdown" };

    public override Command Command { get; } = new("adopt", "Hold what runs today against itself and against the model") { Folder, ScaffoldFile, Prove, Html, Markdown, Json };

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var folder = arguments.GetRequiredValue(Folder);
        if (!folder.Exists)
        {
            await context.Error.WriteLineAsync($"adopt: there is no folder {folder.FullName}. Give the folder that holds one sub-folder per environment.");
            return ExitCode.NotChecked;
        }
        var tree = CollectedFolder.Read(folder.FullName);
        var result = EnvironmentComparison.Of(tree, await ModelAsync(context, cancellation));
        foreach (var each in result.Diagnostics) await context.Error.WriteLineAsync($"{(each.Level == DiagnosticLevel.Problem ? "problem" : "note")}: {each}");

        if (arguments.GetValue(Json)) AdoptionJson.Write(result, context.Output);
        else AdoptTables.Write(result, context);
        var plan = MigrationPlanner.Plan(result);
        if (arguments.GetValue(Html) is { } html) await WriteAsync(html, HtmlReport.Write(plan), context, cancellation);
        if (arguments.GetValue(Markdown) is { } markdown) await WriteAsync(markdown, MarkdownReport.Write(plan), context, cancellation);

        if (result.Environments.Count < 2) return ExitCode.NotChecked;
        if (arguments.GetValue(ScaffoldFile) is not null || arguments.GetValue(Prove))
            return await ScaffoldVerb.RunAsync(tree, folder.Name, arguments.GetValue(ScaffoldFile), arguments.GetValue(Prove), context, cancellation);
        if (result.Differences.Any(each => each.Severity > Verification.Adoption.Severity.Info) || result.Pipelines.Any(each => each.Severity > Verification.Adoption.Severity.Info)) return ExitCode.DoesNotHold;
        return result.Diagnostics.Any(each => each.Level == DiagnosticLevel.Problem) ? ExitCode.NotChecked : ExitCode.Holds;
    }

    // Before the migration the model may be wrong or empty: the environments are held against each other all the same.
    private static async Task<Topology?> ModelAsync(VerbContext context, CancellationToken cancellation)
    {
        var authored = await context.ReadAsync(cancellation);
        if (authored.Topology is null) context.Report(authored.Diagnostics);
        return authored.Topology;
    }

    internal static async Task WriteAsync(FileInfo file, string text, VerbContext context, CancellationToken cancellation)
    {
        file.Directory?.Create();
        await File.WriteAllTextAsync(file.FullName, text, cancellation);
        await context.Error.WriteLineAsync($"wrote {file.FullName}");
    }
}
