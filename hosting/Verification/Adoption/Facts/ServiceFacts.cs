using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>The Services of a workload.</summary>
internal static class ServiceFacts
{
    // Addresses and ports that a cluster assigns, and the families it happens to have.
    private static readonly HashSet<string> Assigned = new(
        ["clusterIP", "clusterIPs", "ipFamilies", "healthCheckNodePort", "ports", "selector", "loadBalancerIP", "type"], StringComparer.Ordinal);

    public static void Write(EnvironmentFacts environment, Inventory inventory, Alignment alignment)
    {
        foreach (var service in inventory.Services)
        {
            var subject = alignment.SubjectOf("Service", service.Name);
            var path = $"service {service.Name}";
            var type = service.Root.Text("spec", "type") ?? "ClusterIP";
            var unit = new FactWriter(environment.Of(subject), service, alignment.IsWorkload(subject) ? "workload" : "").AddUnit(path, "service-missing", Value.Of(type));
            unit.Add($"{path} type", "service-type", Value.Of(type), Value.Of("ClusterIP"), service.Root.At("spec", "type"));
            unit.Add($"{path} headless", "service-type", Value.Of(service.Root.Text("spec", "clusterIP") is "None"), Value.Of(false));
            WriteSelector(unit, inventory, service, path);
            WritePorts(unit, inventory, service, path);
            WorkloadFacts.WriteMetadata(unit, service.Root, "annotations", $"{path} annotation");
            foreach (var (key, value) in service.Spec?.Entries() ?? [])
                if (!Assigned.Contains(key)) unit.AddLeaves(value, $"{path} {key}", "service", Defaults.Service, relativeTo: path);
        }
    }

    private static void WriteSelector(FactWriter unit, Inventory inventory, KubeObject service, string path)
    {
        if (service.Root.At("spec", "selector") is not Mapping { Pairs.Count: > 0 } labels) return;
        var selected = string.Join(", ", Alignment.Selected(inventory, service));
        unit.Add($"{path} selector", "selector", new($"selects {selected}", Selector.OfLabels(labels).ToString()), null, labels);
    }

    private static void WritePorts(FactWriter unit, Inventory inventory, KubeObject service, string path)
    {
        var ports = service.Root.Items("spec", "ports").ToList();
        var pods = inventory.SelectedBy(Selector.OfLabels(service.Root.At("spec", "selector"))).FirstOrDefault();
        foreach (var port in ports)
        {
            var number = port.Text("port") ?? "";
            // One port needs no name to be found again; several are told apart by name, else by number.
            var which = ports.Count == 1 ? "" : $" {port.Text("name") ?? number}";
            var of = ports.Count == 1 ? unit : unit.AddUnit($"{path} port{which}", "port", Number(number), at: port);
            of.Add($"{path} port{which}{(ports.Count == 1 ? "" : " number")}", "port", Number(number), at: port);
            of.Add($"{path} targetPort{which}", "port", Number(Target(port, pods)), at: port);
            of.Add($"{path} protocol{which}", "port", Value.Of(port.Text("protocol") ?? "TCP"), Value.Of("TCP"), port);
            if (port.Text("appProtocol") is { } protocol) of.Add($"{path} appProtocol{which}", "port", Value.Of(protocol), at: port);
            if (port.Text("name") is { } name) of.Add($"{path} portName{which}", "port", Value.Of(name), at: port);
        }
    }

    private static string Target(Node port, WorkloadObject? pods)
    {
        var target = port.Text("targetPort") ?? port.Text("port") ?? "";
        if (target.All(char.IsAsciiDigit) || pods is null) return target;
        return pods.Containers.SelectMany(container => container.Items("ports")).FirstOrDefault(each => each.Text("name") == target)?.Text("containerPort") ?? target;
    }

    private static Value Number(string text) => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : Value.Of(text);
}
