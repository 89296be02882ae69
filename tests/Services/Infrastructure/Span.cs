using System.Text;

namespace Services.Infrastructure;

/// <summary>A span as OTLP carries it (opentelemetry/proto/trace/v1/trace.proto).</summary>
internal sealed record Span(string Service, string Trace, string Id, string Parent, string Name)
{
    public static IEnumerable<Span> Parse(byte[] request)
    {
        foreach (var resourceSpans in ProtoField.Read(request, 1))
        {
            var attributes = ProtoField.Read(resourceSpans, 1).SelectMany(resource => ProtoField.Read(resource, 1));
            var service = attributes.Where(attribute => Text(attribute, 1) == "service.name").Select(attribute => Text(ProtoField.Read(attribute, 2).Single(), 1)).FirstOrDefault("");
            foreach (var span in ProtoField.Read(resourceSpans, 2).SelectMany(scope => ProtoField.Read(scope, 2)))
                yield return new Span(service, Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5));
        }
    }

    private static string Text(byte[] message, int field) => ProtoField.Read(message, field).Select(Encoding.UTF8.GetString).FirstOrDefault("");

    private static string Hex(byte[] message, int field) => ProtoField.Read(message, field).Select(Convert.ToHexStringLower).FirstOrDefault("");
}
