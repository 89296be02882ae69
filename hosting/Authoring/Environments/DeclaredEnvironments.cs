using Aspire.Hosting;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>The environments of an application; kept among its services, since they belong to no resource.</summary>
/// <param name="System">Name of the system.</param>
/// <param name="All">In order of promotion.</param>
internal sealed record DeclaredEnvironments(string System, Sequence<Model.Environment> All)
{
    /// <summary>Configuration key with the environment whose settings a local run uses; <c>--as staging</c> sets it.</summary>
    public const string AsKey = "Parity:As";

    public static DeclaredEnvironments Of(IDistributedApplicationBuilder builder) =>
        builder.Services.Select(service => service.ImplementationInstance).OfType<DeclaredEnvironments>().LastOrDefault() ?? new("system", []);

    /// <summary>The first in the order of promotion; null where none is declared.</summary>
    public static string? First(IDistributedApplicationBuilder builder) => Of(builder).All is [var first, ..] ? first.Name : null;

    /// <summary>The environment whose settings hold on this machine; null where none is declared or <c>--as</c> names an unknown one.</summary>
    public static string? Local(IDistributedApplicationBuilder builder)
    {
        var environments = Of(builder).All;
        return builder.Configuration[AsKey] is { Length: > 0 } name
            ? environments.FirstOrDefault(environment => environment.Name == name)?.Name
            : First(builder);
    }
}
