using Aspire.Hosting;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>The environment whose settings a local run uses.</summary>
public static class LocalEnvironment
{
    /// <summary>Configuration that makes a local run use the settings of <paramref name="environment"/>.</summary>
    public static string Argument(string environment) => $"--{DeclaredEnvironments.AsKey}={environment}";

    /// <summary>Its name; empty where none is declared.</summary>
    public static string Name(IDistributedApplicationBuilder builder) => DeclaredEnvironments.Local(builder) ?? "";

    /// <summary>Says so where a local run was asked to be an environment that is not declared.</summary>
    public static Sequence<Diagnostic> Check(IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var asked = builder.Configuration[DeclaredEnvironments.AsKey];
        if (string.IsNullOrEmpty(asked) || DeclaredEnvironments.Local(builder) is not null) return [];
        var known = string.Join(", ", DeclaredEnvironments.Of(builder).All.Select(environment => environment.Name));
        return [Diagnostic.Error("ENV-009", $"environment '{asked}'", "no environment has this name.", known.Length > 0 ? $"Use --as with one of {known}." : "Add builder.AddEnvironments(…).")];
    }
}
