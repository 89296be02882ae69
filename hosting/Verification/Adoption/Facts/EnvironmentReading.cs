using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Facts;

/// <summary>From the objects of an environment to everything that it says.</summary>
internal static class EnvironmentReading
{
    public static EnvironmentFacts Read(Inventory inventory, Alignment alignment, Diagnostics diagnostics)
    {
        var environment = new EnvironmentFacts(inventory.Environment) { Says = inventory.Objects.Count == 0 ? _ => false : inventory.IsCompose && !alignment.IsComposeOnly ? ComposeSays : null };
        var workloads = new WorkloadFacts(inventory, alignment, new(inventory, diagnostics));
        foreach (var workload in inventory.Workloads) workloads.Write(environment, workload);
        ServiceFacts.Write(environment, inventory, alignment);
        AutoscalerFacts.Write(environment, inventory, diagnostics);
        PolicyFacts.Write(environment, inventory, alignment);
        RouteFacts.Write(environment, inventory, alignment);
        ConfigFacts.Write(environment, inventory, alignment);
        OtherFacts.Write(environment, inventory, diagnostics);
        return environment;
    }

    private static bool ComposeSays(string path) => path is "workload" || path.StartsWith("env ", StringComparison.Ordinal) || path.Contains(" env ", StringComparison.Ordinal)
        || path.StartsWith("container ", StringComparison.Ordinal) && (path.Count(c => c == ' ') == 1 || path.EndsWith(" command", StringComparison.Ordinal) || path.EndsWith(" args", StringComparison.Ordinal));
}
