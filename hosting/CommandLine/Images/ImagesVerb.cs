using System.CommandLine;
using Aspire.Hosting;
using Parity.Delivery;
using Parity.Model;

namespace Parity.CommandLine;

/// <summary><c>images</c>: brings every workload's image into the registry, once for all environments, and writes <c>images.json</c>.</summary>
internal sealed class ImagesVerb : Verb
{
    private readonly Option<string> registry = new("--registry") { Description = "Registry and path for the images (the one that all environments of the model name)", HelpName = "host/path", DefaultValueFactory = _ => "" };
    private readonly Option<string> baseImage = new("--base-image") { Description = "Base image of all (a project's ContainerBaseImage, else Microsoft's chiseled one)", HelpName = "image", DefaultValueFactory = _ => "" };
    private readonly Option<string> runtime = new("--runtime") { Description = "What the nodes are: linux-x64, linux-arm64", HelpName = "rid", DefaultValueFactory = _ => "linux-x64" };
    private readonly Option<string> output = new("--output") { Description = "File for workload -> repository@sha256:…; 'generate --images' and 'deploy --images' read it", HelpName = "file", DefaultValueFactory = _ => "images.json" };
    private readonly Option<bool> json = new("--json") { Description = "Print the result as JSON" };

    public ImagesVerb() => Command = new("images", "Publish every workload's image, without Docker; nothing unchanged is built again") { registry, baseImage, runtime, output, json };

    public override Command Command { get; }

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var authored = await context.ReadAsync(cancellation);
        if (context.Report(authored.Diagnostics) != ExitCode.Holds || authored.Topology is not { } topology) return ExitCode.NotChecked;
        if (Target(arguments, context, topology) is not { } target) return ExitCode.NotChecked;
        var (projects, foreign, unbuildable) = Split(context, topology);
        if (context.Report(unbuildable) != ExitCode.Holds) return ExitCode.NotChecked;

        var progress = new DeliveryProgress(context.Error);
        using var build = new ImageBuild(
            new ImageOptions
            {
                Root = context.Root,
                Registry = target,
                BaseImage = arguments.GetValue(baseImage)!,
                Runtime = arguments.GetValue(runtime)!,
                Commit = new GitHistory(context.Root).Head(),
                Model = ModelHash.Of(topology),
            },
            progress);
        var images = await build.RunAsync(projects, foreign, cancellation);
        progress.Close();
        if (context.Report(build.Problems) != ExitCode.Holds) return ExitCode.NotChecked;
        var file = Path.GetFullPath(arguments.GetValue(output)!);
        if (!await ImageFile.WriteAsync(file, images, context, cancellation)) return ExitCode.NotChecked;
        ImagesReport.Write(images, file, arguments.GetValue(json), context);
        return ExitCode.Holds;
    }

    // The digests go through all environments, so the registry cannot be one environment's.
    private string? Target(ParseResult arguments, VerbContext context, Topology topology)
    {
        if (arguments.GetValue(registry) is { Length: > 0 } given) return given.TrimEnd('/');
        var declared = topology.Environments.Select(environment => environment.Registry).Distinct().ToArray();
        if (declared is [var one]) return one;
        context.Error.WriteLine($"--registry: the environments name {(declared.Length == 0 ? "none" : string.Join(", ", declared))}, and an image is pushed once for all. Name the registry with --registry, or the same one in every environment.");
        return null;
    }

    // An image that is declared to differ is several, and images.json holds one for all environments: it stays as the model names it.
    private static (ImageProject[] Projects, ForeignImage[] Foreign, Diagnostic[] Unbuildable) Split(VerbContext context, Topology topology)
    {
        var files = context.Builder.Resources.Select(resource => (resource.Name, Project: resource.Annotations.OfType<IProjectMetadata>().FirstOrDefault()))
            .Where(resource => resource.Project is not null).ToDictionary(resource => resource.Name, resource => Path.GetFullPath(resource.Project!.ProjectPath));
        var built = topology.Workloads.Where(workload => workload.Image is Image.Built).ToArray();
        return (
            [.. built.Where(workload => files.ContainsKey(workload.Name)).Select(workload => new ImageProject(workload.Name, files[workload.Name], ((Image.Built)workload.Image).Repository, workload.User))],
            [.. topology.Workloads.Select(workload => (workload.Name, Image: workload.Image as Image.Existing)).Where(workload => workload.Image?.Reference is Declared<string>.Everywhere).Select(workload => new ForeignImage(workload.Name, workload.Image!.Reference.In("")))],
            [.. built.Where(workload => !files.ContainsKey(workload.Name)).Select(workload => Diagnostic.Error("IMAGE-010", $"image of '{workload.Name}'", "it is built from a Dockerfile, and 'images' builds .NET projects only.", "Build and push it with the tool that knows it, and name the result with AddContainer(name, image, tag)."))]);
    }
}
