using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>The layer that holds the program: files in the order of their names, of nobody and of no time.</summary>
/// <param name="Digest">As it is pushed, compressed.</param>
/// <param name="ContentDigest">Uncompressed, as the configuration lists it.</param>
internal sealed record ProgramLayer(string Digest, string ContentDigest)
{
    private const string Endpoints = ".staticwebassets.endpoints.json";

    public static async Task<ProgramLayer> WriteAsync(string source, string target, CancellationToken cancellation)
    {
        var (read, written) = ($"{target}.read", $"{target}.tar");
        await using (var compressed = new GZipStream(File.OpenRead(source), CompressionMode.Decompress))
        await using (var plain = File.Create(read)) await compressed.CopyToAsync(plain, cancellation);

        await using (var plain = File.OpenRead(read))
        await using (var reader = new TarReader(plain))
        await using (var writer = new TarWriter(File.Create(written), TarEntryFormat.Gnu))
        {
            var entries = new List<TarEntry>();
            while (await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry) entries.Add(entry);
            foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)) await writer.WriteEntryAsync(Timeless(entry), cancellation);
        }

        await using (var plain = File.OpenRead(written))
        await using (var compressed = new GZipStream(File.Create(target), CompressionLevel.Optimal)) await plain.CopyToAsync(compressed, cancellation);
        return new(await DigestAsync(target, cancellation), await DigestAsync(written, cancellation));
    }

    // Not pax, whose headers carry the number of the process that wrote them; GNU's only for names that ustar cannot hold.
    private static TarEntry Timeless(TarEntry entry)
    {
        var type = entry.EntryType is TarEntryType.V7RegularFile ? TarEntryType.RegularFile : entry.EntryType;
        TarEntry written = Math.Max(Encoding.UTF8.GetByteCount(entry.Name), Encoding.UTF8.GetByteCount(entry.LinkName)) <= 100 ? new UstarTarEntry(type, entry.Name) : new GnuTarEntry(type, entry.Name);
        written.Mode = entry.Mode & ~(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        written.Uid = 0;
        written.Gid = 0;
        written.ModificationTime = DateTimeOffset.UnixEpoch;
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink) written.LinkName = entry.LinkName;
        else if (type is TarEntryType.RegularFile) written.DataStream = entry.Name.EndsWith(Endpoints, StringComparison.Ordinal) ? Undated(entry.DataStream!) : entry.DataStream;
        return written;
    }

    // {"Endpoints": [{"ResponseHeaders": [{"Name": "Last-Modified", "Value": "Thu, 26 Nov 2026 09:35:11 GMT"}, {"Name": "ETag", …}]}]}: when
    // the checkout was made. The ETag beside it is made of the content.
    private static MemoryStream Undated(Stream file)
    {
        var manifest = JsonNode.Parse(file)!;
        foreach (var endpoint in manifest.At("Endpoints").Items())
        {
            if (endpoint.At("ResponseHeaders") is not JsonArray headers) continue;
            foreach (var header in headers.Items().Where(header => header.Text("Name") == "Last-Modified").ToArray()) headers.Remove(header);
        }

        return new(Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }

    private static async Task<string> DigestAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return $"sha256:{Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation))}";
    }
}
