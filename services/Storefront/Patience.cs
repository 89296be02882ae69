using System.ComponentModel.DataAnnotations;

namespace Storefront;

/// <summary>How long a visitor is kept waiting for a service, all attempts together, before a page says what is wrong.</summary>
internal sealed record Patience
{
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan Catalog { get; init; } = TimeSpan.FromSeconds(4);

    // Longer than for the catalog: giving up on a sent order leaves the visitor unsure, though sending it again is harmless.
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan Orders { get; init; } = TimeSpan.FromSeconds(8);
}
