using System.Text;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Emission;

/// <summary>Why an overlay is not empty: every declared difference, its value here and its reason. For reviewers; kustomize does not read it.</summary>
internal static class DifferencesPage
{
    public static string Write(Topology topology, Environment environment)
    {
        var page = new StringBuilder();
        page.Append("# What is different in ").Append(environment.Name).Append(", and why\n\n");
        page.Append("| workload | what | here | reason |\n| --- | --- | --- | --- |\n");
        foreach (var workload in topology.Workloads.OrderBy(workload => workload.Name, StringComparer.Ordinal))
        {
            Row(page, environment, workload.Name, "presence", workload.Presence, present => present ? "exists" : "does not exist");
            if (workload.Image is Image.Existing image) Row(page, environment, workload.Name, "image", image.Reference, reference => $"`{reference}`");
            Row(page, environment, workload.Name, "replicas", workload.Replicas, replicas => replicas.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Row(page, environment, workload.Name, "capacity", workload.Capacity, capacity => $"{capacity.MilliCpu}m CPU, {capacity.MemoryMiB}Mi memory, {capacity.StorageMiB}Mi storage");
            if (workload.Autoscaling is { } autoscaling && autoscaling.Differences.TryGetValue(environment.Name, out var bounds))
                Row(page, workload.Name, "autoscaling", $"{Range(bounds.Bounds)} instead of {Range(autoscaling.Bounds)} replicas", bounds.Reason);
            foreach (var setting in workload.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal)) Row(page, environment, workload.Name, setting.Key, setting.Value, value => $"`{value}`");
            foreach (var secret in workload.Secrets.OrderBy(secret => secret.Key, StringComparer.Ordinal)) Row(page, environment, workload.Name, secret.Key, secret.Name, name => $"secret `{name}`");
            foreach (var probe in workload.DifferingProbes.OrderBy(probe => probe.Kind)) Row(page, environment, workload.Name, $"{probe.Kind.ToString().ToLowerInvariant()} probe", probe.Value, ProbeText.Of);
        }

        foreach (var route in topology.Routes.Routes.OrderBy(route => route.Name, StringComparer.Ordinal))
        {
            Row(page, environment, "routes", $"route {route.Name}", route.Presence, present => present ? "is served" : "is not served");
            Row(page, environment, "routes", $"timeout of {route.Name}", route.Timeout, timeout => timeout == Route.NoTimeout ? "none" : Duration.Format(timeout));
            foreach (var backend in route.Backends) Row(page, environment, "routes", $"weight of {backend.Workload} in {route.Name}", backend.Weight, weight => weight.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return page.ToString();
    }

    private static void Row<T>(StringBuilder page, Environment environment, string subject, string what, Declared<T> declared, Func<T, string> text)
    {
        if (declared is Declared<T>.Differing differing) Row(page, subject, what, text(differing.In(environment.Name)), differing.Reason);
    }

    private static string Range(AutoscalingBounds bounds) => $"{bounds.Minimum} to {bounds.Maximum}";

    private static void Row(StringBuilder page, string subject, string what, string here, string reason) =>
        page.Append("| ").Append(subject).Append(" | ").Append(what).Append(" | ").Append(Cell(here)).Append(" | ").Append(Cell(reason)).Append(" |\n");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
