using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>The objects of a release, packed for its record, so that a rollback needs neither the commit nor a build.</summary>
internal static class ReleaseContent
{
    public static string Pack(DesiredState desired)
    {
        var document = new JsonArray([.. desired.Objects.Select(one => new JsonObject { ["workload"] = one.Workload, ["stage"] = one.Stage, ["body"] = one.Body.DeepClone() })]);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal)) brotli.Write(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()));
        return Convert.ToBase64String(packed.ToArray());
    }

    public static DesiredState Unpack(string packed, string system, string environment, string space)
    {
        using var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        var document = JsonNode.Parse(brotli)!.AsArray();
        return new(system, environment, space,
        [
            .. document.Items().Select(item => new DesiredObject(ObjectKey.Of(item["body"]!.AsObject()), item.Text("workload"), (int)item.Number("stage"), item["body"]!.DeepClone().AsObject())),
        ]);
    }
}
