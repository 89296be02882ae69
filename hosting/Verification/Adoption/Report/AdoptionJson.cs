using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parity.Verification.Adoption.Report;

/// <summary>The result for other tools.</summary>
public static class AdoptionJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{environments, differences, pipelines, model, equal, diagnostics}</c>.</summary>
    public static void Write(AdoptionResult result, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteStartArray("environments");
        foreach (var name in result.Environments) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("differences");
        foreach (var each in result.Differences) WriteDifference(json, each);
        json.WriteEndArray();
        json.WriteStartArray("pipelines");
        foreach (var each in result.Pipelines) WritePipeline(json, each);
        json.WriteEndArray();
        json.WriteStartArray("rebuilds");
        foreach (var each in result.Rebuilds)
        {
            json.WriteStartObject();
            json.WriteString("environment", each.Environment);
            json.WriteString("stage", each.Stage);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("model");
        foreach (var each in result.Model) WriteModel(json, each);
        json.WriteEndArray();
        json.WriteNumber("equal", result.Equal);
        json.WriteStartArray("diagnostics");
        foreach (var each in result.Diagnostics) WriteDiagnostic(json, each);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes it as text.</summary>
    public static void Write(AdoptionResult result, TextWriter output)
    {
        using var stream = new MemoryStream();
        Write(result, stream);
        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    private static void WriteDifference(Utf8JsonWriter json, EnvironmentDifference each)
    {
        json.WriteStartObject();
        json.WriteString("category", each.Category);
        json.WriteString("workload", each.Workload);
        json.WriteString("path", each.Path);
        WriteValues(json, each.Values);
        json.WriteString("severity", Text(each.Severity));
        json.WriteString("note", each.Note);
        if (each.Affects.Count > 0)
        {
            json.WriteStartArray("affects");
            foreach (var place in each.Affects)
            {
                json.WriteStartObject();
                json.WriteString("workload", place.Workload);
                json.WriteString("path", place.Path);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteStartObject("places");
        foreach (var (environment, place) in each.Places) json.WriteString(environment, place);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePipeline(Utf8JsonWriter json, PipelineDifference each)
    {
        json.WriteStartObject();
        json.WriteString("category", each.Category);
        json.WriteString("stage", each.Stage);
        json.WriteString("step", each.Step);
        WriteValues(json, each.Values);
        json.WriteString("severity", Text(each.Severity));
        json.WriteString("note", each.Note);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, ModelChange each)
    {
        json.WriteStartObject();
        json.WriteString("environment", each.Environment);
        WriteWords(json, "onlyRunning", each.OnlyRunning);
        WriteWords(json, "otherObjects", each.OtherObjects);
        WriteWords(json, "onlyInModel", each.OnlyInModel);
        WriteWords(json, "equalWorkloads", each.EqualWorkloads);
        json.WriteStartArray("rules");
        foreach (var rule in each.Rules)
        {
            json.WriteStartObject();
            json.WriteString("category", rule.Category);
            json.WriteString("reason", rule.Reason);
            WriteWords(json, "workloads", rule.Workloads);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var change in each.Changes) WriteDifference(json, change);
        json.WriteEndArray();
        json.WriteNumber("equal", each.Equal);
        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, IReadOnlyList<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void WriteDiagnostic(Utf8JsonWriter json, SourceDiagnostic each)
    {
        json.WriteStartObject();
        json.WriteString("code", each.Code);
        json.WriteString("level", each.Level == DiagnosticLevel.Problem ? "problem" : "note");
        json.WriteString("file", each.File);
        json.WriteNumber("line", each.Line);
        json.WriteString("message", each.Message);
        json.WriteString("remedy", each.Remedy);
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("values");
        foreach (var (environment, value) in values)
        {
            json.WritePropertyName(environment);
            switch (value)
            {
                case null: json.WriteNullValue(); break;
                case long number: json.WriteNumberValue(number); break;
                case bool truth: json.WriteBooleanValue(truth); break;
                case IReadOnlyList<string> words:
                    json.WriteStartArray();
                    foreach (var word in words) json.WriteStringValue(word);
                    json.WriteEndArray();
                    break;
                default: json.WriteStringValue(value.ToString()); break;
            }
        }
        json.WriteEndObject();
    }

    internal static string Text(Severity severity) => severity switch
    {
        Severity.High => "high",
        Severity.Medium => "medium",
        Severity.Low => "low",
        _ => "info",
    };
}
