using Parity.Verification.Adoption.Meaning;

namespace Parity.Verification.Adoption.Comparison;

/// <summary>Names a difference, says what it means and how much it matters.</summary>
internal static class Categories
{
    public static string Of(RawDifference difference, IReadOnlyList<string> environments)
    {
        var category = difference.Sample.Category;
        return category switch
        {
            "image" => Image(difference),
            "env" => Variable(difference, environments),
            "route" => difference.IsPartial ? "route-missing" : "route-prefix",
            "hpa-missing" => OnlyInProduction(difference, environments) ? "hpa-production-only" : "hpa-missing",
            "workload-missing" => difference.IsPartial ? "workload-missing" : "workload-kind",
            Facts.SecurityFacts.PodCategory => "security",
            _ => category,
        };
    }

    public static Severity Severity(string category, RawDifference difference) => category switch
    {
        "inherent" => Adoption.Severity.Info,
        "workload-missing" or "workload-kind" or "container-missing" or "service-missing" or "route-missing" or "env-missing" or "env-source" or "command" or "image-name"
            or "configmap-missing" or "secret-missing" or "secret-key" or "selector" or "networkpolicy" or "route-tls" => Adoption.Severity.High,
        "security" or "service-account" => Adoption.Severity.High,
        "label" or "annotation" when difference.Path.StartsWith("pod ", StringComparison.Ordinal) => Adoption.Severity.Medium,
        "label" or "annotation" or "container-name" or "image-digest" or "image-pull" or "pod" or "container" => Adoption.Severity.Low,
        _ => Adoption.Severity.Medium,
    };

    public static string Note(string category, RawDifference difference) => category switch
    {
        "workload-missing" => "what belongs to it is missing with it",
        "workload-kind" => "another kind of workload: started, scaled and stored for differently",
        "image-registry" => "each environment pulls from its own registry, so it is not the same image",
        "image-tag" => "another build runs",
        "image-name" => "another image runs",
        "image-digest" => "pinned by digest in some environments, by tag in the others",
        "env-missing" => "set in some environments only",
        "env-production-only" => "set in production only",
        "env-source" => "comes from somewhere else; of a secret only name and key are compared",
        "env-value" => "another value",
        "configmap-key" or "configmap-missing" => difference.Affects.Count > 0 ? $"reaches {difference.Affects.Count} variables" : "no variable of a container comes from it",
        "hpa-production-only" => "scaling is never exercised before production",
        "hpa-missing" => "scaled by load in some environments, fixed in the others",
        "hpa-range" or "hpa-metric" or "hpa-behavior" => "scales differently under the same load",
        "replicas" => "no autoscaler decides it",
        "route-missing" => "not reachable from outside everywhere",
        "route-prefix" => "reached under another path",
        "route-timeout" or "route-retries" => "fails or waits differently; not compared where the kind of ingress cannot say it",
        "inherent" => "given by the environment: declare it",
        "probe" => "judged healthy by another measure",
        "resources" => "killed, throttled or placed differently",
        "pdb" => "survives a drain differently",
        "networkpolicy" => "reached from elsewhere",
        "security" => "runs with other rights",
        "service-account" => "runs under another identity",
        "service-type" => "reached past the ingress in some environments",
        "port" => "another port",
        "volume" => "stored or mounted differently",
        "command" => "starts differently",
        "selector" => "the Service finds other pods",
        _ => "differs",
    };

    private static string Image(RawDifference difference)
    {
        var images = difference.Facts.Select(fact => fact?.Value.Shown as string).OfType<string>().Select(ImageName.Parse).ToList();
        if (images.Select(image => image.Registry).Distinct().Count() > 1) return "image-registry";
        if (images.Select(image => image.Repository).Distinct().Count() > 1) return "image-name";
        return images.Any(image => image.Digest.Length > 0) ? "image-digest" : "image-tag";
    }

    private static string Variable(RawDifference difference, IReadOnlyList<string> environments)
    {
        if (difference.IsPartial) return OnlyInProduction(difference, environments) ? "env-production-only" : "env-missing";
        var plain = difference.Facts.OfType<Facts.Fact>().All(fact => fact.Variable!.Origin is Facts.Origin.Literal or Facts.Origin.ConfigMap);
        return plain ? "env-value" : "env-source";
    }

    private static bool OnlyInProduction(RawDifference difference, IReadOnlyList<string> environments) => environments.Where((_, index) => difference.Facts[index] is not null).ToList() is [var only]
        && (only.Contains("prod", StringComparison.OrdinalIgnoreCase) || only.Contains("live", StringComparison.OrdinalIgnoreCase) || only is "prd");
}
