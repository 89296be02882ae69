using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace Parity.Emission;

/// <summary>
/// Reads typed objects into nodes by the contract that System.Text.Json has of their types: what their JSON says, without writing and reading
/// it, which was most of the time of <c>generate</c>.
/// </summary>
internal static class ObjectReader
{
    // As KubernetesJson writes: names in camel case unless the type gives them, nothing for null.
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly Node.Scalar True = new("true", false);
    private static readonly Node.Scalar False = new("false", false);
    private static readonly ConcurrentDictionary<Type, JsonPropertyInfo[]?> Contracts = new();

    public static Node Read(object? value) => value switch
    {
        null => new Node.Scalar("null", false),
        string text => new Node.Scalar(text, true),
        bool flag => flag ? True : False,
        int number => new Node.Scalar(number.ToString(CultureInfo.InvariantCulture), false),
        long number => new Node.Scalar(number.ToString(CultureInfo.InvariantCulture), false),
        ResourceQuantity quantity => new Node.Scalar(quantity.ToString(), true),
        IDictionary<string, string> texts => Map(texts),
        IDictionary map => Map(map),
        IList list => List(list),
        _ => Contracts.GetOrAdd(value.GetType(), Contract) is { } properties ? Object(value, properties) : FromJson(value),
    };

    private static Node.Map Object(object value, JsonPropertyInfo[] properties)
    {
        var entries = ArrayPool<KeyValuePair<string, Node>>.Shared.Rent(properties.Length);
        var count = 0;
        foreach (var property in properties)
        {
            if (property.Get!(value) is { } field) entries[count++] = new(property.Name, Read(field));
        }

        var map = new Node.Map(ImmutableArray.Create(entries.AsSpan(0, count)));
        ArrayPool<KeyValuePair<string, Node>>.Shared.Return(entries, clearArray: true);
        return map;
    }

    private static Node.Map Map(IDictionary<string, string> texts)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>(texts.Count);
        foreach (var (key, text) in texts) entries.Add(new(key, Read(text)));
        return new(entries.MoveToImmutable());
    }

    private static Node.Map Map(IDictionary map)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>(map.Count);
        foreach (DictionaryEntry entry in map) entries.Add(new((string)entry.Key, Read(entry.Value)));
        return new(entries.MoveToImmutable());
    }

    private static Node.List List(IList list)
    {
        var items = ImmutableArray.CreateBuilder<Node>(list.Count);
        foreach (var item in list) items.Add(Read(item));
        return new(items.MoveToImmutable());
    }

    // Null for what is no object to System.Text.Json, or has a converter of its own somewhere.
    private static JsonPropertyInfo[]? Contract(Type type)
    {
        var contract = Options.GetTypeInfo(type);
        if (contract.Kind != JsonTypeInfoKind.Object || contract.Properties.Any(property => property.CustomConverter is not null || property.IsExtensionData)) return null;
        return [.. contract.Properties.Where(property => property.Get is not null)];
    }

    private static Node FromJson(object value) => NodeReader.Read(Encoding.UTF8.GetBytes(KubernetesJson.Serialize(value)));
}
