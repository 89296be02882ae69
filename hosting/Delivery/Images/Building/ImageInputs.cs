using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Parity.Delivery;

/// <summary>What decides an image.</summary>
/// <param name="Files">Every file that the build reads, of this repository.</param>
/// <param name="BaseImage">The image below.</param>
/// <param name="Sdk">Version of the SDK.</param>
internal sealed partial record ImageInputs(IReadOnlyList<string> Files, string BaseImage, string Sdk)
{
    // Counts up whenever the same inputs become another image.
    private const string Format = "1";

    private static readonly string[] Above = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", "NuGet.config", "NuGet.Config"];

    /// <summary>Asks MSBuild for the inputs of all projects at once: evaluating is most of the work, and what projects share is evaluated once.</summary>
    /// <exception cref="ImageBuildException">A project cannot be evaluated.</exception>
    public static async Task<IReadOnlyDictionary<string, ImageInputs>> ReadAsync(IReadOnlyList<ImageProject> projects, ImageOptions options, string targets, CancellationToken cancellation)
    {
        var traversal = Path.Combine(Path.GetDirectoryName(targets)!, "inputs.proj");
        var properties = string.Join(';', ContainerPublish.Properties(options, targets).Select(property => $"{property.Key}={property.Value}"));
        await File.WriteAllTextAsync(traversal, new XElement("Project", new XElement("Target", new XAttribute("Name", "Ask"), new XAttribute("Returns", "@(Fact)"), new XElement(
            "MSBuild",
            new XAttribute("Projects", string.Join(';', projects.Select(project => project.Project).Distinct())),
            new XAttribute("Targets", "ParityImageFacts"),
            new XAttribute("Properties", properties),
            new XElement("Output", new XAttribute("TaskParameter", "TargetOutputs"), new XAttribute("ItemName", "Fact"))))).ToString(), cancellation);
        var answer = await DotnetCommand.RunAsync(options.Root, new Dictionary<string, string>(), ["msbuild", traversal, "-nologo", "-nodeReuse:false", "-getTargetResult:Ask"], cancellation);
        if (answer.ExitCode != 0) throw new ImageBuildException(answer.Errors);
        return JsonNode.Parse(answer.Output).At("TargetResults", "Ask", "Items").Items().GroupBy(fact => fact.Text("Owner")).ToDictionary(
            facts => facts.Key,
            facts => new ImageInputs(Complete([.. Of(facts, "file")], options.Root), Of(facts, "base").First(), Of(facts, "sdk").First()));
    }

    /// <summary>A name for these inputs; the same inputs on another machine have the same.</summary>
    public string Hash(ImageProject project, ImageOptions options, string baseDigest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text}\n"));
        foreach (var text in new[] { Format, Sdk, baseDigest, options.Runtime, $"{project.User}", Path.GetRelativePath(options.Root, project.Project) }) Add(text);
        foreach (var file in Files)
        {
            Add(Path.GetRelativePath(options.Root, file).Replace('\\', '/'));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static IEnumerable<string> Of(IEnumerable<JsonNode> facts, string kind) => facts.Where(fact => fact.Text("Kind") == kind).Select(fact => fact.Text("Identity"));

    // What packages bring is named by their versions; what lies above the projects, and what project files import, is not among their items.
    private static List<string> Complete(string[] items, string root)
    {
        var files = new SortedSet<string>(items.Where(item => IsWithin(item, root) && File.Exists(item)), StringComparer.Ordinal);
        var folders = files.Select(file => Path.GetDirectoryName(file)!).ToHashSet();
        foreach (var folder in folders.SelectMany(folder => UpTo(folder, root)).Distinct()) files.UnionWith(Above.Select(name => Path.Combine(folder, name)).Where(File.Exists));
        var open = new Queue<string>(files.Where(IsProject));
        while (open.TryDequeue(out var project))
        {
            foreach (var import in Imports(project).Where(import => IsWithin(import, root) && File.Exists(import) && files.Add(import))) open.Enqueue(import);
        }

        return [.. files];
    }

    private static bool IsProject(string file) => Path.GetExtension(file) is { } kind && (kind.EndsWith("proj", StringComparison.Ordinal) || kind is ".props" or ".targets");

    private static IEnumerable<string> Imports(string project) => ImportOf().Matches(File.ReadAllText(project))
        .Select(match => match.Groups[1].Value.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal).Replace("$(MSBuildProjectDirectory)", ".", StringComparison.Ordinal))
        .Where(path => !path.Contains('$', StringComparison.Ordinal)).Select(path => Path.GetFullPath(path, Path.GetDirectoryName(project)!));

    private static IEnumerable<string> UpTo(string folder, string root)
    {
        for (var at = folder; at is not null && (at == root || IsWithin(at, root)); at = Path.GetDirectoryName(at)) yield return at;
    }

    private static bool IsWithin(string file, string root) => file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // <Import Project="../build/AppHost.props" />
    [GeneratedRegex("<Import\\s[^>]*Project=\"([^\"]+)\"")]
    private static partial Regex ImportOf();
}
