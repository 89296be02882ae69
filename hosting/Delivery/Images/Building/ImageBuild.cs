using Parity.Model;

namespace Parity.Delivery;

/// <summary>
/// Brings the images of all workloads into the registry. What an image is made of is a tag beside it, so a machine that has never built
/// anything knows what is there already.
/// </summary>
public sealed class ImageBuild(ImageOptions options, IProgress<DeliveryEvent> progress) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("images-");
    private readonly Dictionary<(string Registry, bool IsTarget), Task<RegistryClient>> clients = [];
    private readonly List<Diagnostic> problems = [];

    /// <summary>Everything that stands against the images, after <see cref="RunAsync"/>; with an error among them none is to be used.</summary>
    public Sequence<Diagnostic> Problems => [.. problems];

    public async Task<IReadOnlyList<ImageResult>> RunAsync(IReadOnlyList<ImageProject> projects, IReadOnlyList<ForeignImage> foreign, CancellationToken cancellation)
    {
        var results = new List<ImageResult>();
        if (projects.Count > 0 && await TryAsync("IMAGE-011", "images", () => InputsAsync(projects, cancellation)) is { } inputs)
        {
            foreach (var project in projects)
            {
                if (await TryAsync("IMAGE-012", $"image of '{project.Workload}'", () => ProvideAsync(project, inputs[project.Project], cancellation)) is { } result) results.Add(result);
            }
        }

        foreach (var image in foreign)
        {
            if (await ResolveAsync(image, cancellation) is { } result) results.Add(result);
        }

        return [.. results.OrderBy(result => result.Workload, StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        foreach (var client in clients.Values.Where(client => client.IsCompletedSuccessfully)) client.Result.Dispose();
        folder.Delete(recursive: true);
    }

    private string Targets => Path.Combine(folder.FullName, "Images.targets");

    private async Task<IReadOnlyDictionary<string, ImageInputs>> InputsAsync(IReadOnlyList<ImageProject> projects, CancellationToken cancellation)
    {
        await using (var target = File.Create(Targets))
        await using (var source = typeof(ImageBuild).Assembly.GetManifestResourceStream("Images.targets")!) await source.CopyToAsync(target, cancellation);
        // Before anything is built: a registry that is away is one problem, not one for each image.
        await ClientAsync(Target("").Registry, isTarget: true, cancellation);
        return await ImageInputs.ReadAsync(projects, options, Targets, cancellation);
    }

    private async Task<ImageResult> ProvideAsync(ImageProject project, ImageInputs inputs, CancellationToken cancellation)
    {
        var target = Target(project.Repository);
        var registry = await ClientAsync(target.Registry, isTarget: true, cancellation);
        var below = await BaseAsync(inputs.BaseImage, target.Registry, cancellation);
        var tag = $"inputs-{inputs.Hash(project, options, below.Digest)}";
        if (await registry.FindAsync(target.Repository, tag, cancellation) is { Length: > 0 } known) return Result(project, target, known, ImageOrigin.Unchanged);

        progress.Report(DeliveryEvent.Info(project.Workload, $"building on {below}"));
        var work = folder.CreateSubdirectory(project.Workload);
        var file = await ContainerPublish.RunAsync(project, options, below, Targets, work.FullName, cancellation);
        var image = await ImageSeal.SealAsync(await ImageArchive.OpenAsync(file, Path.Combine(work.FullName, "blobs"), cancellation), Labels(), cancellation);
        foreach (var (digest, blob) in image.Blobs) await registry.PushBlobAsync(target.Repository, digest, () => File.OpenRead(blob), cancellation);
        await registry.PushManifestAsync(target.Repository, tag, image.Type, image.Manifest, cancellation);
        work.Delete(recursive: true);
        return Result(project, target, image.Digest, ImageOrigin.Published);
    }

    private ImageReference Target(string repository) => ImageReference.Parse($"{options.Registry}/{repository}");

    private Dictionary<string, string> Labels() => new() { ["org.opencontainers.image.revision"] = options.Commit, ["parity.model"] = options.Model };

    private ImageResult Result(ImageProject project, ImageReference target, string digest, ImageOrigin origin)
    {
        progress.Report(DeliveryEvent.Info(project.Workload, origin == ImageOrigin.Published ? $"published {digest}" : $"unchanged, {digest}"));
        return new(project.Workload, $"{target.Registry}/{target.Repository}@{digest}", origin);
    }

    private async Task<ImageReference> BaseAsync(string image, string target, CancellationToken cancellation)
    {
        var reference = ImageReference.Parse(image);
        var registry = await ClientAsync(reference.Registry, reference.Registry == target, cancellation);
        return await registry.FindAsync(reference.Repository, reference.Version, cancellation) is { Length: > 0 } digest
            ? reference with { Digest = digest }
            : throw new RegistryException($"base image {reference}: registry {reference.Registry} does not have it. Give another with --base-image, or the property ContainerBaseImage of the project.");
    }

    private async Task<ImageResult?> ResolveAsync(ForeignImage image, CancellationToken cancellation)
    {
        var reference = ImageReference.Parse(image.Reference);
        try
        {
            var digest = reference.Digest.Length > 0 ? reference.Digest : await (await ClientAsync(reference.Registry, reference.Registry == Target("").Registry, cancellation)).FindAsync(reference.Repository, reference.Tag, cancellation);
            if (digest.Length == 0) throw new RegistryException($"registry {reference.Registry} does not have it.");
            progress.Report(DeliveryEvent.Info(image.Workload, $"{reference} is {digest}"));
            return new(image.Workload, $"{reference.Registry}/{reference.Repository}@{digest}", ImageOrigin.Resolved);
        }
        catch (RegistryException failure)
        {
            problems.Add(Diagnostic.Warning("IMAGE-014", $"image of '{image.Workload}'", $"{image.Reference} stays a tag: {failure.Message}", "Name it by digest in the model where a tag is not enough."));
            return null;
        }
    }

    private Task<RegistryClient> ClientAsync(string registry, bool isTarget, CancellationToken cancellation)
    {
        if (!clients.TryGetValue((registry, isTarget), out var client)) clients[(registry, isTarget)] = client = RegistryClient.ConnectAsync(registry, isTarget, options.Patience, cancellation);
        return client;
    }

    private async Task<T?> TryAsync<T>(string code, string subject, Func<Task<T>> attempt) where T : class
    {
        try
        {
            return await attempt();
        }
        catch (RegistryException failure)
        {
            problems.Add(Diagnostic.Error("IMAGE-013", subject, failure.Message, "Nothing was written."));
        }
        catch (ImageBuildException failure)
        {
            foreach (var problem in failure.Problems) problems.Add(Diagnostic.Error(code, subject, problem, "Mend the project; 'dotnet publish -t:PublishContainer' shows the whole log."));
        }

        return null;
    }
}
