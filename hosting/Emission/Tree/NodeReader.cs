using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Parity.Emission;

/// <summary>Reads JSON, which every typed object can be written as, into nodes.</summary>
internal static class NodeReader
{
    public static Node Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Value(ref reader);
    }

    private static Node Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Map(ref reader),
        JsonTokenType.StartArray => List(ref reader),
        JsonTokenType.String => new Node.Scalar(reader.GetString()!, true),
        _ => new Node.Scalar(Encoding.UTF8.GetString(reader.ValueSpan), false),
    };

    private static Node.Map Map(ref Utf8JsonReader reader)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            entries.Add(new(key, Value(ref reader)));
        }

        return new(entries.DrainToImmutable());
    }

    private static Node.List List(ref Utf8JsonReader reader)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader));
        return new(items.DrainToImmutable());
    }
}
