using System.Numerics;
using Parity.Model;

namespace Parity.Verification.Routing;

/// <summary>What becomes of a request, as the model means it or as a target's objects say it; comparable as a value.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The request goes to one of these workloads.</summary>
    /// <param name="Shares">Shares in lowest terms of the workloads that may get it.</param>
    /// <param name="Path">The path the workload sees, normalised.</param>
    /// <param name="Timeout">Zero for none.</param>
    /// <param name="Retries">Further attempts for this request's method.</param>
    public sealed record Forwarded(Map<string, int> Shares, string Path, TimeSpan Timeout, int Retries) : Outcome
    {
        public override string ToString() => $"{string.Join(" or ", Shares.Count == 1 ? Shares.Keys : Shares.Select(share => $"{share.Key} ({share.Value})"))} at {Path}";
    }

    /// <summary>The target answers itself.</summary>
    public sealed record Answered(int Status) : Outcome
    {
        public override string ToString() => $"{Status}";
    }

    /// <summary>No route takes the request.</summary>
    public static Outcome NotFound { get; } = new Answered(404);

    /// <summary>The model's own meaning, of a table without differences between environments.</summary>
    public static Outcome Of(RouteTable table, RouteRequest request) => table.Match(request) is RouteAnswer.Forward(var route, var path)
        ? new Forwarded(InLowestTerms(route.Backends.Select(backend => (backend.Workload, backend.Weight.In("")))), path, route.Timeout.In(""), route.RetriesFor(request.Method))
        : NotFound;

    internal static Map<string, int> InLowestTerms(IEnumerable<(string Workload, int Weight)> weights)
    {
        var positive = weights.Where(weight => weight.Weight > 0).ToArray();
        var divisor = positive.Aggregate(BigInteger.Zero, (divisor, weight) => BigInteger.GreatestCommonDivisor(divisor, weight.Weight));
        return Map.Of(positive.Select(weight => (weight.Workload, weight.Weight / (int)divisor)));
    }
}
