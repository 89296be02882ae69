using System.Collections.Immutable;

namespace Parity.Scaling.Simulation;

/// <summary>
/// Shapes of load between a base rate and <paramref name="Factor"/> times that, as <c>loadtest --profile</c> and
/// <c>simulate --profile</c> name them. Each begins with a minute at the base rate.
/// </summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="BaseRate">Requests per second before and after.</param>
/// <param name="Factor">The peak as a multiple of the base rate.</param>
public sealed record ArrivalProfile(string Name, double BaseRate, double Factor = 10)
{
    private const int Lead = 60;

    /// <summary>The names that <see cref="ToTrace"/> knows.</summary>
    public static ImmutableArray<string> Names { get; } = ["burst", "step", "ramp", "sustained", "spike", "sawtooth"];

    /// <summary>The profile as a trace.</summary>
    /// <exception cref="ArgumentException">The name is not one of <see cref="Names"/>.</exception>
    public ArrivalTrace ToTrace(TimeSpan step)
    {
        var (length, share) = Shape();
        var rates = ImmutableArray.CreateBuilder<double>();
        for (var at = TimeSpan.Zero; at < length; at += step)
            rates.Add(BaseRate * (1 + ((Factor - 1) * share(at.TotalSeconds - Lead))));
        return new(step, rates.ToImmutable());
    }

    // Seconds after the lead -> share of the rise, 0 to 1.
    private (TimeSpan Length, Func<double, double> Share) Shape() => Name switch
    {
        // Half a minute: shorter than most start-ups.
        "burst" => (TimeSpan.FromMinutes(6), at => at is >= 0 and < 30 ? 1 : 0),
        "step" => (TimeSpan.FromMinutes(61), at => at >= 0 ? 1 : 0),
        // Two minutes up, then it stays.
        "ramp" => (TimeSpan.FromMinutes(61), at => Math.Clamp(at / 120, 0, 1)),
        // Half of the peak for two hours, as on the first day of a sale.
        "sustained" => (TimeSpan.FromMinutes(121), at => at >= 0 ? 0.5 : 0),
        // Up within ten seconds, eight minutes there, back within a minute.
        "spike" => (TimeSpan.FromMinutes(31), at => Math.Min(Math.Clamp(at / 10, 0, 1), Math.Clamp((550 - at) / 60, 0, 1))),
        // Ten teeth: five minutes up, then down at once.
        "sawtooth" => (TimeSpan.FromMinutes(51), at => at < 0 ? 0 : at % 300 / 300),
        _ => throw new ArgumentException($"No profile '{Name}'. Known: {string.Join(", ", Names)}.", nameof(Name)),
    };
}
