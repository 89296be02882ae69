using Parity.Model;
using Parity.Verification.Adoption.Meaning;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>Requests in the model's units; what is not stated is the smallest that runs something.</summary>
internal static class CapacityScaffold
{
    private const int UsualMilliCpu = 100;
    private const int UsualMemoryMiB = 128;
    private const int UsualStorageMiB = 256;

    public static Capacity Of(Node container)
    {
        var resources = container.At("resources");
        string? Stated(string resource) => resources?.Text("limits", resource) is { } limit && resource != "cpu" ? limit : resources?.Text("requests", resource) ?? resources?.Text("limits", resource);
        return new(
            Amount(Stated("cpu"), 1000) ?? UsualMilliCpu,
            Amount(Stated("memory"), 1.0 / (1 << 20)) ?? UsualMemoryMiB,
            Amount(Stated("ephemeral-storage"), 1.0 / (1 << 20)) ?? UsualStorageMiB);
    }

    public static int? Amount(string? text, double factor) =>
        text is not null && Quantity.Number(text) is { } amount && amount * factor is var scaled and > 0 ? (int)Math.Clamp(Math.Ceiling(Math.Round(scaled, 6)), 1, int.MaxValue) : null;
}
