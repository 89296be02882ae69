using Parity.Model;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Meaning;
using Parity.Verification.Adoption.Routing;
using Environment = Parity.Model.Environment;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>An environment as its objects show it.</summary>
internal static class EnvironmentScaffold
{
    public static Environment Of(Inventory inventory, EntryPoint entry, int order)
    {
        var isMesh = entry.Kinds.Contains("Istio");
        return new()
        {
            Name = ScaffoldBuilder.Label(inventory.Environment),
            Order = order,
            Namespace = ScaffoldBuilder.Label(MostOften(inventory.Objects.Select(each => each.Namespace)) ?? inventory.Environment),
            Host = entry.Hosts.FirstOrDefault(host => !host.Contains('*', StringComparison.Ordinal)) ?? $"{ScaffoldBuilder.Label(inventory.Environment)}.example.com",
            Registry = Registry(inventory),
            Ingress = Ingress(inventory, entry),
            Capabilities = new(new Version(1, 32), isMesh ? new Version(1, 24) : new Version(0, 0)),
            AllowsApproximations = !isMesh,
            Telemetry = new Uri("http://localhost:4317"),
            TlsSecret = TlsSecret(inventory),
        };
    }

    private static IngressKind Ingress(Inventory inventory, EntryPoint entry)
    {
        if (entry.Kinds.Contains("Istio"))
        {
            var selector = inventory.Of("Gateway").Select(each => each.Root.Text("spec", "selector", "istio")).FirstOrDefault(each => each is not null) ?? "ingressgateway";
            return new IngressKind.Istio("istio-system", selector, $"istio-{selector}");
        }
        if (entry.Kinds.Contains("Gateway"))
            return new IngressKind.Gateway("gateway-system", inventory.Of("Gateway").Select(each => each.Root.Text("spec", "gatewayClassName")).FirstOrDefault(each => each is not null) ?? "gateway");
        return new IngressKind.Controller("ingress-nginx", entry.Classes.FirstOrDefault() ?? "nginx");
    }

    private static string TlsSecret(Inventory inventory) =>
        inventory.Of("Ingress").SelectMany(each => each.Root.Items("spec", "tls")).Select(each => each.Text("secretName"))
            .Concat(inventory.Of("Gateway").SelectMany(each => each.Root.Items("spec", "servers")).Select(each => each.Text("tls", "credentialName")))
            .Concat(inventory.Of("Gateway").SelectMany(each => each.Root.Items("spec", "listeners")).SelectMany(each => each.Items("tls", "certificateRefs")).Select(each => each.Text("name")))
            .FirstOrDefault(each => each is not null && ScaffoldBuilder.Label(each) == each) ?? "";

    private static string Registry(Inventory inventory)
    {
        var images = inventory.Workloads.SelectMany(each => each.Containers).Select(each => each.Text("image")).OfType<string>().Select(ImageName.Parse).ToList();
        return MostOften(images.Where(each => each.Registry is not ("docker.io" or "ghcr.io" or "quay.io")).Select(each => each.Registry)) ?? "registry.example.com";
    }

    private static string? MostOften(IEnumerable<string> values) =>
        values.Where(each => each.Length > 0).GroupBy(each => each, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
}
