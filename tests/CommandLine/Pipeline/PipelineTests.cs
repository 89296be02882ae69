using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parity.CommandLine;
using Parity.Verification.Adoption;
using Parity.Verification.Adoption.Pipelines;
using Parity.Verification.Adoption.Sources;

namespace CommandLine.Pipeline;

/// <summary>What <c>.gitlab-ci.yml</c> and <c>Jenkinsfile</c> are held to without being run.</summary>
public sealed partial class PipelineTests
{
    // Keywords of paid tiers: https://docs.gitlab.com/ci/yaml/
    private static readonly string[] Paid = ["load_performance", "browser_performance", "metrics", "requirements", "dora4", "secrets", "identity"];

    [Fact]
    public void The_pipeline_is_short_and_needs_no_paid_feature()
    {
        var lines = File.ReadAllLines(GitLabPipeline.File);
        Assert.InRange(lines.Length, 1, 150);
        Assert.Equal([], lines.Where(line => Paid.Any(keyword => line.Contains($"{keyword}:", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_command_is_a_verb_with_options_that_it_knows()
    {
        var calls = GitLabPipeline.Jobs.SelectMany(job => job.Script).SelectMany(line => Call().Matches(line).Select(match => match.Groups[1].Value.Trim())).Distinct().ToArray();
        Assert.True(calls.Length > 10, string.Join('\n', calls));

        // Variables for more options are empty unless somebody sets them; the others have a value.
        var empty = ((Dictionary<object, object?>)GitLabPipeline.Document["variables"]!).Where(variable => variable.Value is "").Select(variable => $"${variable.Key}").ToArray();
        var wrong = calls.Where(call => Invocation.Parse([.. call.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !empty.Contains(word))]).ExitCode is not null);

        Assert.Equal([], wrong);
    }

    [Fact]
    public void Nothing_but_verbs_and_the_build_is_called()
    {
        string[] others = ["dotnet build AppHost", ".ci/run --report-xunit-junit --results-directory \"$PWD/junit\""];

        Assert.Equal(others.Order(), GitLabPipeline.Jobs.Where(job => job.Name != "preview").SelectMany(job => job.Script).Where(line => !line.StartsWith("$PARITY ", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void One_definition_of_deploy_serves_all_environments_in_their_order()
    {
        var deploys = GitLabPipeline.Jobs.Where(job => job.Script.Any(line => line.Contains(" deploy ", StringComparison.Ordinal))).ToArray();

        Assert.Equal(["dev", "staging", "production"], deploys.Select(job => job.Name));
        Assert.Equal([], deploys.Where(job => ((Dictionary<object, object?>)GitLabPipeline.Document[job.Name]!).ContainsKey("script") || !job.Extends.Contains(".deploy")).Select(job => job.Name));
        Assert.Equal(["$ENVIRONMENT"], deploys.Select(job => (string)job.All["resource_group"]!).Distinct());
        Assert.Equal(["https://$HOST"], deploys.Select(job => (string)((Dictionary<object, object?>)job.All["environment"]!)["url"]!).Distinct());
        Assert.Equal("manual", ((Dictionary<object, object?>)((List<object?>)deploys[^1].All["rules"]!)[0]!)["when"]);
    }

    [Fact]
    public async Task Its_environments_are_those_of_the_model()
    {
        var start = new ProcessStartInfo("dotnet", [Repository.AppHost, "model", "--json"]) { RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        using var process = Process.Start(start)!;
        var model = JsonNode.Parse(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))!;
        var declared = model["environments"]!.AsArray().Select(environment => ((string)environment!["name"]!, (string)environment["host"]!)).ToArray();

        var deployed = GitLabPipeline.Jobs.Where(job => job.Kind == "deploy").SelectMany(job => job.Environments);
        Assert.Equal(declared, deployed);
        foreach (var job in GitLabPipeline.Jobs.Where(job => job.Kind is "drift" or "diff" or "rollback")) Assert.Equal(declared, job.Environments);
    }

    [Fact]
    public void The_Jenkinsfile_does_the_same()
    {
        var problems = new Diagnostics();
        var twin = new JenkinsfileReader(problems).Read("all", [new SourceFile("Jenkinsfile", File.ReadAllText(Path.Combine(Repository.Root, "Jenkinsfile")))]);
        Assert.Equal([], problems.All().Select(problem => problem.ToString()));
        var stages = twin.Stages.Select(stage => (stage.Name, Commands: Commands(stage))).Where(stage => stage.Commands.Length > 0).ToArray();

        // Only GitLab has merge requests.
        var jobs = GitLabPipeline.Jobs.Where(job => job.Name != "preview").DistinctBy(job => job.Kind).ToArray();
        Assert.Equal(jobs.OrderBy(job => job.Kind).Select(job => $"{job.Kind}: {string.Join(" | ", job.Script)}"), stages.OrderBy(stage => stage.Name).Select(stage => $"{stage.Name}: {string.Join(" | ", stage.Commands)}"));
        // Drift is looked at beside a release, here and there.
        Assert.Equal(jobs.Select(job => job.Kind).Where(kind => kind != "drift"), stages.Select(stage => stage.Name).Where(name => name != "drift"));
    }

    private static string[] Commands(Stage stage) => stage.Parts.TryGetValue("steps", out var steps) && steps.Shown is IEnumerable<string> all
        ? [.. all.Where(step => step.StartsWith("sh ", StringComparison.Ordinal)).Select(step => StepText.Unquoted(step[3..]))]
        : [];

    // $PARITY diff --environment $ENVIRONMENT || [ $? = 1 ]
    [GeneratedRegex(@"\$PARITY ([^|>]*)")]
    private static partial Regex Call();
}
