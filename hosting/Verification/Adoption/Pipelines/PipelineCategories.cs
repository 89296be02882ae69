using System.Text.RegularExpressions;

namespace Parity.Verification.Adoption.Pipelines;

/// <summary>Names a difference of pipelines, says what it means and how much it matters.</summary>
internal static partial class PipelineCategories
{
    public static string Of(string step, IReadOnlyList<string> environments, IReadOnlyList<Part?> parts, IReadOnlyList<Stage?> stages)
    {
        var word = step.Split(' ')[0];
        return word switch
        {
            "environment" => Variable(step[12..], parts, stages),
            "options" => "option",
            "triggers" => "trigger",
            "when" => "stage-skipped",
            "withCredentials" => IsGiven(parts, stages) ? "inherent" : "credentials",
            "steps" => stages.Any(stage => stage?.BuildsImages == true) ? "image-build" : "command",
            "parameters" => "parameter",
            "tools" => "tool",
            _ => word,
        };
    }

    public static Severity Severity(string category) => category switch
    {
        "inherent" => Adoption.Severity.Info,
        "image-build" or "stage-missing" or "stage-skipped" or "pipeline-missing" or "input" or "registry" => Adoption.Severity.High,
        "command" or "stage-order" or "credentials" or "environment" or "post" => Adoption.Severity.Medium,
        _ => Adoption.Severity.Low,
    };

    public static string Note(string category) => category switch
    {
        "inherent" => "given by the environment: a value of the one pipeline",
        "registry" => "images go to different registries, so none is the same one",
        "environment" => "the steps find another value",
        "image-build" => "built again for each environment instead of promoted: what was tested is not what is released",
        "stage-missing" => "only some pipelines do it",
        "stage-skipped" => "done under another condition, or never",
        "stage-order" => "the same stages in another order",
        "input" => "approved by hand in some environments",
        "option" => "runs under other limits (timeouts in minutes)",
        "trigger" => "started by something else",
        "post" => "told or cleaned up differently",
        "command" => "other commands",
        "pipeline-missing" => "no pipeline was collected",
        "credentials" => "not every pipeline uses a credential here",
        _ => "differs",
    };

    private static string Variable(string name, IReadOnlyList<Part?> parts, IReadOnlyList<Stage?> stages)
    {
        if (RegistryName().IsMatch(name)) return "registry";
        return PlaceName().IsMatch(name) && IsGiven(parts, stages) ? "inherent" : "environment";
    }

    // Every environment has one, and no two have the same.
    private static bool IsGiven(IReadOnlyList<Part?> parts, IReadOnlyList<Stage?> stages)
    {
        var there = parts.Where((_, index) => stages[index] is not null).ToList();
        return there.All(part => part is not null) && there.Select(part => part!.Key).Distinct(StringComparer.Ordinal).Count() == there.Count;
    }

    [GeneratedRegex("REGISTRY|IMAGE_REPO|DOCKER_REPO|_ECR$|^ECR_|_GCR$|_ACR$", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryName();

    [GeneratedRegex("(URL|URI|HOST|HOSTNAME|DOMAIN|ADDRESS|NAMESPACE|CLUSTER|CONTEXT|KUBECONFIG|ENV|ENVIRONMENT|STAGE|TARGET|PROJECT|ACCOUNT|REGION|CREDENTIALS?|CREDENTIALS?_ID)$", RegexOptions.IgnoreCase)]
    private static partial Regex PlaceName();
}
