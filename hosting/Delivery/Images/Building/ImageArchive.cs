using System.Formats.Tar;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>A file with one image: https://github.com/opencontainers/image-spec/blob/main/image-layout.md.</summary>
/// <param name="Folder">Its blobs, each in a file named by the hexadecimal part of its digest.</param>
/// <param name="Manifest">The image's manifest.</param>
internal sealed record ImageArchive(string Folder, JsonObject Manifest)
{
    public static async Task<ImageArchive> OpenAsync(string archive, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        JsonNode? index = null;
        await using var file = File.OpenRead(archive);
        await using var reader = new TarReader(file);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            if (entry.DataStream is null) continue;
            if (entry.Name == "index.json") index = await JsonNode.ParseAsync(entry.DataStream, cancellationToken: cancellation);
            else if (entry.Name.StartsWith("blobs/sha256/", StringComparison.Ordinal)) await entry.ExtractToFileAsync(Path.Combine(folder, Path.GetFileName(entry.Name)), overwrite: true, cancellation);
        }

        // {"manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "sha256:…", "size": 575}]}
        var digest = index.At("manifests").Items().First().Text("digest");
        return new(folder, JsonNode.Parse(await File.ReadAllTextAsync(Blob(folder, digest), cancellation))!.AsObject());
    }

    public string Blob(string digest) => Blob(Folder, digest);

    private static string Blob(string folder, string digest) => Path.Combine(folder, digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
