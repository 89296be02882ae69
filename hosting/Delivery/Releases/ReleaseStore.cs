using System.Globalization;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>The records of an environment's releases: one ConfigMap each, in the environment's own namespace.</summary>
public sealed class ReleaseStore(ApiClient client, string system, string environment, string space)
{
    private const string Label = "parity/record";
    private const string Annotation = "parity/release";

    /// <summary>Releases that stay to roll back to.</summary>
    private const int Kept = 10;

    private static readonly Resource ConfigMaps = Resource.Of("v1", "ConfigMap");

    /// <summary>Newest first; without what they contain, which is large.</summary>
    public async Task<IReadOnlyList<Release>> ListAsync(CancellationToken cancellation)
    {
        var list = await client.GetMetadataAsync($"{ConfigMaps.Collection(space)}?labelSelector={Uri.EscapeDataString($"{Label}={system}")}", cancellation);
        return [.. list.At("items").Items().Select(item => item.At("metadata", "annotations").Text(Annotation)).Where(json => json.Length > 0).Select(Release.FromJson).OrderByDescending(release => release.Number)];
    }

    /// <summary>What a release put into the cluster; null where the record is gone.</summary>
    public async Task<DesiredState?> ReadAsync(int number, CancellationToken cancellation) =>
        await client.FindAsync(ConfigMaps.Path(space, Name(number)), cancellation) is { } record
            ? ReleaseContent.Unpack(record.Text("binaryData", "objects"), system, environment, space)
            : null;

    public Task WriteAsync(Release release, DesiredState content, CancellationToken cancellation) => ApplyAsync(release, ReleaseContent.Pack(content), cancellation);

    /// <summary>Changes how far a release came; its content stays.</summary>
    public async Task UpdateAsync(Release release, CancellationToken cancellation)
    {
        var record = await client.GetAsync(ConfigMaps.Path(space, Name(release.Number)), cancellation);
        await ApplyAsync(release, record.Text("binaryData", "objects"), cancellation);
    }

    /// <summary>Deletes records that are too old to matter.</summary>
    public async Task TrimAsync(IReadOnlyList<Release> releases, CancellationToken cancellation)
    {
        var oldest = releases.Where(release => release.State == ReleaseState.Deployed).Skip(Kept).FirstOrDefault()?.Number ?? 0;
        foreach (var release in releases.Where(release => release.Number <= oldest)) await client.DeleteAsync(ConfigMaps.Path(space, Name(release.Number)), cancellation);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"parity-release-{number}");

    private async Task ApplyAsync(Release release, string content, CancellationToken cancellation) => await client.ApplyAsync(
        ConfigMaps.Path(space, Name(release.Number)),
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject
            {
                ["name"] = Name(release.Number),
                ["namespace"] = space,
                ["labels"] = new JsonObject { [Label] = system },
                ["annotations"] = new JsonObject { [Annotation] = release.ToJson() },
            },
            ["binaryData"] = new JsonObject { ["objects"] = content },
        },
        dryRun: false, force: true, cancellation);
}
