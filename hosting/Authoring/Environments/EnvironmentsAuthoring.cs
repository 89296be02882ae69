using Microsoft.Extensions.DependencyInjection;
using Parity.Authoring;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>Where the system runs besides this machine.</summary>
public static class EnvironmentsAuthoring
{
    /// <summary>Declares the environments that manifests are generated for. Call it before anything that differs between them.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="environments">In order of promotion; a local run uses the values of the first, or of the one named with <c>--as</c>.</param>
    /// <param name="system">Name of the system, a DNS label; becomes the label <c>app.kubernetes.io/part-of</c>.</param>
    public static IDistributedApplicationBuilder AddEnvironments(
        this IDistributedApplicationBuilder builder, IEnumerable<Parity.Model.Environment> environments, string system = "system")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(system);
        builder.Services.AddSingleton(new DeclaredEnvironments(system, environments.OrderBy(environment => environment.Order).ToSequence()));
        return builder;
    }
}
