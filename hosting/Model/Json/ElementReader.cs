using System.Globalization;
using System.Text.Json;

namespace Parity.Model;

/// <summary>One object of a document, read field by field: what a field should be and is not is said with its name, and reading goes on.</summary>
internal sealed class ElementReader
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly string subject;
    private readonly List<Diagnostic> diagnostics;

    public ElementReader(JsonElement element, string subject, List<Diagnostic> diagnostics)
    {
        (this.subject, this.diagnostics) = (subject, diagnostics);
        IsObject = element.ValueKind == JsonValueKind.Object;
        if (!IsObject)
        {
            Wrong($"it is {Kind(element)}, not an object.");
            return;
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!fields.TryAdd(field.Name, field.Value)) Wrong($"'{field.Name}' stands twice.");
        }
    }

    public bool IsObject { get; }

    /// <summary>Whether it is there; <c>null</c> is what is left out.</summary>
    public bool Has(string key) => Find(key) is not null;

    public string? Text(string key) => Find(key) is { } value ? Text(value, $"'{key}'") : null;

    public int? Number(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) return number;
        Wrong($"'{key}' is {Kind(value)}, not a whole number.");
        return null;
    }

    public Sequence<string> Texts(string key) => List(key).Select((value, index) => Text(value, $"'{key}[{index}]'")).OfType<string>().ToSequence();

    public Map<string, string> Pairs(string key)
    {
        if (Find(key) is not { } value) return [];
        var map = new ElementReader(value, Part(key), diagnostics);
        return map.fields.Select(field => (field.Key, Value: map.Text(field.Value, $"'{field.Key}'"))).Where(field => field.Value is not null).ToMap(field => field.Key, field => field.Value!);
    }

    /// <summary>The object below a key; null where there is none.</summary>
    public ElementReader? Element(string key) => Find(key) is { } value ? new(value, Part(key), diagnostics) : null;

    /// <summary>The objects of a list, each with the subject that its index gives.</summary>
    public IEnumerable<(ElementReader Element, string Subject)> Elements(string key, Func<int, string>? name = null) =>
        List(key).Select((value, index) => (value, Subject: name?.Invoke(index) ?? Part(string.Create(CultureInfo.InvariantCulture, $"{key}[{index}]")))).Select(item => (new ElementReader(item.value, item.Subject, diagnostics), item.Subject));

    /// <summary>A value of more than one kind; null where there is none.</summary>
    public JsonElement? Any(string key) => Find(key);

    public void Wrong(string message) => diagnostics.Add(Diagnostic.Error("ROUTE-020", subject, message, "Compare it with the form that check-routes --help shows."));

    /// <summary>Says which fields nobody read.</summary>
    public void End()
    {
        foreach (var key in fields.Keys.Except(read).Order(StringComparer.Ordinal))
            diagnostics.Add(Diagnostic.Warning("ROUTE-021", subject, $"'{key}' is not a key that is read.", "Remove it, or correct its spelling."));
    }

    private IEnumerable<JsonElement> List(string key)
    {
        if (Find(key) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.Array) return [.. value.EnumerateArray()];
        Wrong($"'{key}' is {Kind(value)}, not a list.");
        return [];
    }

    private string? Text(JsonElement value, string what)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Wrong($"{what} is {Kind(value)}, not a text.");
        return null;
    }

    private JsonElement? Find(string key)
    {
        read.Add(key);
        return fields.TryGetValue(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string Part(string key) => $"{subject}, {key}";

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => $"the text \"{value.GetString()}\"",
        _ => value.GetRawText(),
    };
}
