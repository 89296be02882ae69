using System.Globalization;
using Parity.Model;

namespace Parity.Verification;

/// <summary>A capacity as Kubernetes writes it.</summary>
internal static class Quantities
{
    public static string Of(Capacity capacity, string resource) => resource switch
    {
        "cpu" => string.Create(CultureInfo.InvariantCulture, $"{capacity.MilliCpu}m"),
        "memory" => string.Create(CultureInfo.InvariantCulture, $"{capacity.MemoryMiB}Mi"),
        "ephemeral-storage" => string.Create(CultureInfo.InvariantCulture, $"{capacity.StorageMiB}Mi"),
        _ => "nothing",
    };
}
