using Parity.Model;

namespace Parity.Verification.Routing;

/// <summary>How a target takes a route table.</summary>
public abstract record RouteSupport
{
    private RouteSupport()
    {
    }

    /// <summary>It says all of it.</summary>
    public sealed record Native : RouteSupport;

    /// <summary>It comes near, where an environment allows that.</summary>
    /// <param name="Warnings">What is lost.</param>
    public sealed record Approximated(Sequence<Diagnostic> Warnings) : RouteSupport;

    /// <summary>It cannot say something that must not be lost.</summary>
    /// <param name="Errors">What it cannot say.</param>
    public sealed record Refused(Sequence<Diagnostic> Errors) : RouteSupport;

    /// <summary>It was not asked.</summary>
    /// <param name="Why">What is missing.</param>
    public sealed record Unchecked(Diagnostic Why) : RouteSupport;

    /// <summary>The codes of what is not said natively.</summary>
    public IEnumerable<string> Codes => Diagnostics.Select(diagnostic => diagnostic.Code).Distinct().Order(StringComparer.Ordinal);

    public Sequence<Diagnostic> Diagnostics => this switch
    {
        Approximated approximated => approximated.Warnings,
        Refused refused => refused.Errors,
        Unchecked unasked => [unasked.Why],
        _ => [],
    };
}
