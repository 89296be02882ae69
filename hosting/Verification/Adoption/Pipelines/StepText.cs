using System.Text.RegularExpressions;

namespace Parity.Verification.Adoption.Pipelines;

/// <summary>How a step is shown and by what it is compared: quotes, parentheses and the spelling of a variable mean nothing.</summary>
internal static partial class StepText
{
    public static string Key(string step)
    {
        var text = NamedScript().Replace(step, "$1 $2");
        text = Parentheses().Replace(text, "$1 $2");
        text = Layout().Replace(text, part => part.Groups[1].Success ? part.Value : part.Groups[2].Success ? part.Groups[2].Value : " ").Trim();
        text = Quotes().Replace(text, match => $"'{string.Join('\n', match.Groups[2].Value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))}'");
        return Variables().Replace(text, "$$$1");
    }

    /// <summary>A text without its quotes; anything else as written.</summary>
    public static string Unquoted(string text)
    {
        var match = Quotes().Match(text);
        return match.Success && match.Length == text.Length ? match.Groups[2].Value : text;
    }

    /// <summary>The value of a named argument: to: 'x' gives x.</summary>
    public static string? Argument(string arguments, string name)
    {
        var match = Regex.Match(arguments, $"(?:^|[\\[,(\\s]){name}\\s*:\\s*((['\"]+)(.*?)\\2|[^,)\\]]+)", RegexOptions.Singleline);
        return !match.Success ? null : match.Groups[3].Success ? match.Groups[3].Value : match.Groups[1].Value.Trim();
    }

    public static bool BuildsImage(string step) => Build().IsMatch(step);

    // sh(script: 'make', label: 'x') runs what sh 'make' runs.
    [GeneratedRegex("^(sh|bat|pwsh|powershell)\\s*\\(?\\s*script\\s*:\\s*((['\"]{1,3}).*?\\3)\\s*(?:,\\s*(?:label|encoding)\\s*:[^,)]*)*\\)?$", RegexOptions.Singleline)]
    private static partial Regex NamedScript();

    // Space outside of texts: none around brackets and commas, one elsewhere.
    [GeneratedRegex("('''.*?'''|\"\"\".*?\"\"\"|'[^']*'|\"[^\"]*\")|\\s*([\\[\\](),])\\s*|\\s+", RegexOptions.Singleline)]
    private static partial Regex Layout();

    [GeneratedRegex("^([A-Za-z_.]+)\\s*\\((.*)\\)$", RegexOptions.Singleline)]
    private static partial Regex Parentheses();

    [GeneratedRegex("('''|\"\"\"|'|\")(.*?)\\1", RegexOptions.Singleline)]
    private static partial Regex Quotes();

    [GeneratedRegex("\\$\\{(?:env\\.|params\\.)?([A-Za-z_][A-Za-z0-9_]*)\\}")]
    private static partial Regex Variables();

    [GeneratedRegex("\\b(?:docker|podman|nerdctl|buildah)\\s+(?:image\\s+)?(?:buildx\\s+)?(?:build|bud|bake)\\b|kaniko|docker(?:-|\\s+)compose\\b[^|;&]*\\sbuild\\b|docker\\.build\\(|\\bjib\\b|jib:build|/p:PublishProfile=DefaultContainer|/t:PublishContainer|spring-boot:build-image|\\bpack\\s+build\\b|\\bko\\s+(?:build|publish)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Build();
}
