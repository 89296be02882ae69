using YamlDotNet.Serialization;

namespace CommandLine.Pipeline;

/// <summary>A job of <c>.gitlab-ci.yml</c>, with what it inherits.</summary>
/// <param name="Name">As written.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Script">Its commands.</param>
/// <param name="Extends">Templates, from the nearest.</param>
/// <param name="All">Everything that it says.</param>
internal sealed record GitLabJob(string Name, string Stage, string[] Script, string[] Extends, Dictionary<object, object?> All)
{
    /// <summary>What it is whatever the environment: the jobs that deploy are one kind.</summary>
    public string Kind => Extends.Contains(".deploy") && Script[0].Contains("$PARITY deploy ", StringComparison.Ordinal) ? "deploy" : Extends.Contains(".verify") ? "verify" : Name;

    /// <summary>Name and host of the environments that it is for.</summary>
    public IEnumerable<(string Name, string Host)> Environments
    {
        get
        {
            var own = All.GetValueOrDefault("variables") is Dictionary<object, object?> variables && variables.ContainsKey("ENVIRONMENT") ? [variables] : Array.Empty<Dictionary<object, object?>>();
            var matrix = All.GetValueOrDefault("parallel") is Dictionary<object, object?> parallel ? ((List<object?>)parallel["matrix"]!).Cast<Dictionary<object, object?>>() : [];
            return own.Concat(matrix).Select(one => ((string)one["ENVIRONMENT"]!, one.GetValueOrDefault("HOST") as string ?? ""));
        }
    }
}

/// <summary>The repository's <c>.gitlab-ci.yml</c>, read as GitLab does as far as this file needs it: maps of templates are merged, lists replaced.</summary>
internal static class GitLabPipeline
{
    private static readonly string[] Keywords = ["stages", "workflow", "variables", "default", "include", "spec"];

    public static string File { get; } = Path.Combine(Repository.Root, ".gitlab-ci.yml");

    public static Dictionary<object, object?> Document { get; } = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object?>>(System.IO.File.ReadAllText(File));

    /// <summary>In the order of their stages.</summary>
    public static IReadOnlyList<GitLabJob> Jobs { get; } = [.. Read()];

    private static IEnumerable<GitLabJob> Read()
    {
        var stages = ((List<object?>)Document["stages"]!).Cast<string>().ToList();
        return Document.Keys.Cast<string>().Where(name => !name.StartsWith('.') && !Keywords.Contains(name)).Select(Job).OrderBy(job => stages.IndexOf(job.Stage));
    }

    private static GitLabJob Job(string name)
    {
        var all = Resolve(name);
        return new(name, (string)all["stage"]!, [.. Texts(all["script"])], [.. Templates(name)], all);
    }

    private static Dictionary<object, object?> Resolve(string name)
    {
        var own = (Dictionary<object, object?>)Document[name]!;
        return Texts(own.GetValueOrDefault("extends")).Select(Resolve).Append(own).Aggregate(new Dictionary<object, object?>(), Merge);
    }

    private static IEnumerable<string> Templates(string name) =>
        Texts(((Dictionary<object, object?>)Document[name]!).GetValueOrDefault("extends")).SelectMany(template => Templates(template).Prepend(template));

    private static Dictionary<object, object?> Merge(Dictionary<object, object?> below, Dictionary<object, object?> above)
    {
        var merged = new Dictionary<object, object?>(below);
        foreach (var (key, value) in above) merged[key] = value is Dictionary<object, object?> map && below.GetValueOrDefault(key) is Dictionary<object, object?> other ? Merge(other, map) : value;
        return merged;
    }

    private static IEnumerable<string> Texts(object? value) => value switch { null => [], string one => [one], _ => ((List<object?>)value).Cast<string>() };
}
