using Parity.Verification.Adoption.Against;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>
/// What a model decides for every workload alike, and therefore does not take over. Settings, images, routes, replicas and the
/// presence of workloads are not among it: a difference there needs a note of the builder, or it is a loss.
/// </summary>
internal static class NotCarriedReasons
{
    public static string? Of(string environment, EnvironmentDifference difference, ScaffoldNotes notes) =>
        notes.Find(environment, difference.Workload, difference.Path)
        ?? (difference.Affects.All(place => IsReference(place.Path) || notes.Find(environment, place.Workload, place.Path) is not null) ? OfModel(difference) : null);

    private static string? OfModel(EnvironmentDifference difference) => ModelRules.Of(difference) ?? difference.Category switch
    {
        "shutdown" => "the grace period is computed from delay and timeout",
        "resources" => "one request per resource, which limits memory and disk and leaves CPU free",
        "port" when difference.Path.StartsWith("service ", StringComparison.Ordinal) || difference.Path == "route port" => "a Service listens on the port of its container",
        "probe" when IsDetail(difference.Path) => "a probe that is answered once has succeeded, and ends with its pod",
        "volume" when IsOfModel(difference) => "folders to write to and the secrets as files",
        "configmap-key" or "configmap-missing" => "settings are stated at the workload that reads them",
        "secret-key" or "secret-missing" => "Secret objects belong to somebody else; the model refers to them",
        "object-missing" or "object" => "not part of the model; the mesh's policies are generated",
        "inherent" => "given by the environment",
        "env-missing" or "env-production-only" when IsReference(difference.Path) => "the address of a declared reference",
        "route-policy" when difference.Path.StartsWith("route annotation", StringComparison.Ordinal) => "no annotations of a controller are used",
        _ => null,
    };

    private static bool IsReference(string path) => path.Contains("env services__", StringComparison.Ordinal);

    private static bool IsDetail(string path) => path.EndsWith(".timeoutSeconds", StringComparison.Ordinal) || path.EndsWith(".initialDelaySeconds", StringComparison.Ordinal)
        || path.EndsWith(".successThreshold", StringComparison.Ordinal) || path.EndsWith(".terminationGracePeriodSeconds", StringComparison.Ordinal);

    private static bool IsOfModel(EnvironmentDifference difference) =>
        difference.Path.Contains(" volumeMount /tmp", StringComparison.Ordinal) || difference.Path.Contains("volumeMount /run/secrets", StringComparison.Ordinal)
        || difference.Path.Contains("pod volume folder", StringComparison.Ordinal) || difference.Path.Contains("pod volume secrets", StringComparison.Ordinal)
        || difference.Path.EndsWith(" sizeLimit", StringComparison.Ordinal) || difference.Path.EndsWith(" name", StringComparison.Ordinal);
}
