using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>An image that the same inputs give again, bit for bit.</summary>
/// <param name="Digest">Of its manifest.</param>
/// <param name="Type">Media type of its manifest.</param>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Blobs">Files by digest: configuration and layers.</param>
internal sealed record SealedImage(string Digest, string Type, byte[] Manifest, IReadOnlyDictionary<string, string> Blobs);

/// <summary>Takes out of an image what the SDK writes into it of the clock and of this machine, and labels it.</summary>
internal static class ImageSeal
{
    private const string Epoch = "1970-01-01T00:00:00Z";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<SealedImage> SealAsync(ImageArchive archive, IReadOnlyDictionary<string, string> labels, CancellationToken cancellation)
    {
        var manifest = archive.Manifest.DeepClone().AsObject();
        var layers = manifest["layers"]!.AsArray();
        // The SDK adds one layer, the program, on those of the base image.
        var program = layers[^1]!.AsObject();
        var layer = await ProgramLayer.WriteAsync(archive.Blob(program.Text("digest")), archive.Blob("program"), cancellation);
        program["digest"] = layer.Digest;
        program["size"] = new FileInfo(archive.Blob("program")).Length;
        program["mediaType"] = "application/vnd.oci.image.layer.v1.tar+gzip";

        var config = JsonNode.Parse(await File.ReadAllTextAsync(archive.Blob(manifest.Text("config", "digest")), cancellation))!.AsObject();
        config["created"] = Epoch;
        config["rootfs"]!["diff_ids"]!.AsArray()[^1] = layer.ContentDigest;
        foreach (var step in config.At("history").Items().Where(step => step.Text("author") == ".NET SDK")) step["created"] = Epoch;
        var all = config.At("config", "Labels") as JsonObject ?? [];
        foreach (var (name, value) in labels) all[name] = value;
        if (all.Parent is null) config["config"]!["Labels"] = all;
        var bytes = Bytes(config);
        await File.WriteAllBytesAsync(archive.Blob("config"), bytes, cancellation);
        manifest["config"]!["digest"] = Sha256(bytes);
        manifest["config"]!["size"] = bytes.Length;

        var blobs = layers.Items().ToDictionary(one => one.Text("digest"), one => archive.Blob(one.Text("digest")));
        blobs[layer.Digest] = archive.Blob("program");
        blobs[Sha256(bytes)] = archive.Blob("config");
        return new(Sha256(Bytes(manifest)), manifest.Text("mediaType"), Bytes(manifest), blobs);
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(Plain));

    private static string Sha256(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}
