using System.Globalization;
using Parity.Model;

namespace Parity.Verification;

/// <summary>A difference that the model declares.</summary>
/// <param name="Workload">Whose.</param>
/// <param name="Leaf">What: <c>presence</c>, <c>image</c>, <c>replicas</c>, <c>autoscaling</c>, <c>capacity</c>, <c>setting KEY</c>, <c>secret KEY</c>, <c>liveness probe</c>, <c>route NAME</c>, <c>route NAME timeout</c>, <c>route NAME weight of WORKLOAD</c>.</param>
/// <param name="Values">Environment to value, as people read it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Call">The call that declares it.</param>
internal sealed record Declaration(string Workload, string Leaf, Map<string, string> Values, string Reason, string Call)
{
    /// <summary>Whose the declarations of routes are.</summary>
    public const string RoutesSubject = "routes";

    public bool IsStale => Values.Values.Distinct().Count() <= 1;

    /// <summary>Whether it says that these two differ.</summary>
    public bool Separates(string one, string other) => Values.GetValueOrDefault(one) != Values.GetValueOrDefault(other);

    public static IEnumerable<Declaration> Of(Topology topology) => topology.Workloads.SelectMany(workload => Of(topology, workload))
        .Concat(topology.Routes.Routes.SelectMany(Of));

    /// <summary>What a route declares.</summary>
    public static IEnumerable<Declaration> Of(Route route) =>
        ((IEnumerable<Declaration?>)
        [
            From(RoutesSubject, $"route {route.Name}", "WithPresence", route.Presence, present => present ? "served" : "not served"),
            From(RoutesSubject, $"route {route.Name} timeout", "WithTimeout", route.Timeout, timeout => timeout == Route.NoTimeout ? "none" : Duration.Format(timeout)),
            .. route.Backends.Select(backend => From(RoutesSubject, $"route {route.Name} weight of {backend.Workload}", "AndTo", backend.Weight, weight => weight.ToString(CultureInfo.InvariantCulture))),
        ]).OfType<Declaration>();

    /// <summary>How the declaration of a probe is called.</summary>
    public static string LeafOf(ProbeKind kind) => $"{kind.ToString().ToLowerInvariant()} probe";

    private static IEnumerable<Declaration> Of(Topology topology, Workload workload) =>
        ((IEnumerable<Declaration?>)
        [
            From(workload.Name, "presence", "WithPresence", workload.Presence, present => present ? "exists" : "absent"),
            workload.Image is Image.Existing image ? From(workload.Name, "image", "WithImage or WithImageTag", image.Reference, reference => reference) : null,
            From(workload.Name, "replicas", "WithReplicas", workload.Replicas, replicas => replicas.ToString(CultureInfo.InvariantCulture)),
            Scaled(topology, workload),
            From(workload.Name, "capacity", "WithCapacity", workload.Capacity, capacity => string.Create(CultureInfo.InvariantCulture, $"{capacity.MilliCpu}m CPU, {capacity.MemoryMiB}Mi memory, {capacity.StorageMiB}Mi disk")),
            .. workload.Settings.Select(setting => From(workload.Name, $"setting {setting.Key}", "WithSetting", setting.Value, value => value)),
            .. workload.Secrets.Select(secret => From(workload.Name, $"secret {secret.Key}", "WithSecret", secret.Name, name => $"Secret {name}")),
            .. workload.DifferingProbes.Select(probe => From(workload.Name, LeafOf(probe.Kind), "WithProbe", probe.Value, ProbeText.Of)),
        ]).OfType<Declaration>();

    // Bounds differ where the author says so; elsewhere they are the usual ones.
    private static Declaration? Scaled(Topology topology, Workload workload) => workload.Autoscaling is { Differences.Count: > 0 } autoscaling
        ? new(workload.Name, "autoscaling", topology.Environments.ToMap(environment => environment.Name, environment => Range(autoscaling.BoundsIn(environment.Name))), autoscaling.Differences.Values.Any(difference => string.IsNullOrWhiteSpace(difference.Reason)) ? "" : string.Join("; ", autoscaling.Differences.Values.Select(difference => difference.Reason).Distinct()), "In(environment, …)")
        : null;

    private static string Range(AutoscalingBounds bounds) => string.Create(CultureInfo.InvariantCulture, $"{bounds.Minimum} to {bounds.Maximum} replicas");

    private static Declaration? From<T>(string subject, string leaf, string call, Declared<T> declared, Func<T, string> text) =>
        declared is Declared<T>.Differing differing ? new(subject, leaf, differing.Values.ToMap(entry => entry.Key, entry => text(entry.Value)), differing.Reason, call) : null;
}
