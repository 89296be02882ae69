namespace Parity.Verification.Adoption.Against;

/// <summary>What a model decides for every workload alike: said once, not at each of them.</summary>
internal static class ModelRules
{
    public static string? Of(EnvironmentDifference difference) => difference.Category switch
    {
        "security" => "every workload runs restricted: a user of its own, no privileges, a read-only file system",
        "service-account" => "every workload runs as an account of its own, without a token",
        "scheduling" => "every workload is spread over nodes and zones",
        "strategy" => "every workload rolls without giving up a replica",
        "schedule" => "every job has the same limits",
        "label" or "annotation" => "labels and annotations are the model's",
        "networkpolicy" => "exactly the declared calls are open",
        "pdb" => "the disruption budget follows the replicas",
        "image-pull" => "the pull policy follows the reference",
        "container-name" => "a container is named after its workload",
        "selector" => "the selector holds nothing but identity",
        "pod" or "container" or "service" or "service-type" => "set alike for every workload",
        _ => null,
    };
}
