using System.Globalization;
using Parity.Model;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>The ports of a workload that a Service leads to.</summary>
internal sealed class EndpointScaffold(Inventory inventory, WorkloadObject workload, ScaffoldNotes notes, bool isRouted)
{
    private const int LongestName = 15;
    private const int FirstFreePort = 1024;

    public Sequence<Endpoint> Build()
    {
        var found = new List<Endpoint>();
        foreach (var service in inventory.Services.Where(each => Alignment.Selected(inventory, each).Contains(workload.Name, StringComparer.Ordinal)))
        {
            notes.Add(workload.Name, $"service {service.Name}", "the Service of the model is called as its workload and listens on the port of its container");
            foreach (var port in service.Root.Items("spec", "ports"))
            {
                if (!int.TryParse(Target(port), CultureInfo.InvariantCulture, out var number)) continue;
                if (number < FirstFreePort) notes.Add(workload.Name, "service", $"port {number} needs a privilege that no workload of the model has");
                else if (found.All(each => each.Port != number)) found.Add(new(Name(port, number, found), number, Speaks(port)));
            }
        }
        if (inventory.IsCompose) AddPublished(found);
        return found.OrderBy(each => each.Port).ToSequence();
    }

    // Compose has no Services: each port that it publishes or exposes is reached by the name of the service. It does not say what is spoken there.
    private void AddPublished(List<Endpoint> found)
    {
        foreach (var port in workload.Containers.First().Items("ports"))
        {
            if (port.Text("protocol") is "UDP" || !int.TryParse(port.Text("containerPort"), CultureInfo.InvariantCulture, out var number) || found.Any(each => each.Port == number)) continue;
            if (number < FirstFreePort) notes.Add(workload.Name, $"container {workload.Name} ports", $"port {number} needs a privilege that no workload of the model has");
            else found.Add(new(found.Count == 0 ? "main" : $"port-{number}", number, KnownTcp.Contains(number) ? Protocol.Tcp : Protocol.Http));
        }
    }

    // Databases, caches and brokers.
    private static readonly HashSet<int> KnownTcp = [1433, 1521, 2181, 3306, 4222, 5432, 5672, 6379, 9042, 9092, 11211, 27017, 61616];

    private string Target(Node port)
    {
        var target = port.Text("targetPort") ?? port.Text("port") ?? "";
        return workload.Containers.First().Items("ports").FirstOrDefault(each => each.Text("name") == target)?.Text("containerPort") ?? target;
    }

    private static string Name(Node port, int number, List<Endpoint> found)
    {
        var name = port.Text("name") ?? "";
        if (name.Length is 0 or > LongestName || ScaffoldBuilder.Label(name) != name) name = found.Count == 0 ? "main" : $"port-{number}";
        return found.Any(each => each.Name == name) ? $"port-{number}" : name;
    }

    private Protocol Speaks(Node port)
    {
        var says = $"{port.Text("appProtocol")} {port.Text("name")}";
        if (says.Contains("grpc", StringComparison.OrdinalIgnoreCase) || says.Contains("http2", StringComparison.OrdinalIgnoreCase) || says.Contains("h2c", StringComparison.OrdinalIgnoreCase)) return Protocol.Http2;
        return isRouted || says.Contains("http", StringComparison.OrdinalIgnoreCase) ? Protocol.Http : Protocol.Tcp;
    }
}
