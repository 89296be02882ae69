using Parity.Model;
using Parity.Verification.Adoption.Against;
using Parity.Verification.Adoption.Comparison;
using Parity.Verification.Adoption.Pipelines;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption;

/// <summary>Holds the environments of a collected folder against each other, and against a model.</summary>
public static class EnvironmentComparison
{
    /// <summary>Reads everything and compares by meaning; what cannot be read is in the result's diagnostics.</summary>
    /// <param name="tree">One folder per environment.</param>
    /// <param name="model">What is to replace it; null compares the environments only.</param>
    public static AdoptionResult Of(SourceTree tree, Topology? model = null)
    {
        var diagnostics = new Diagnostics();
        diagnostics.Add(tree.Unread);
        var sources = new EnvironmentSources(diagnostics).Read(tree);
        var compared = SourceComparison.Of(sources, diagnostics);
        var reader = new JenkinsfileReader(diagnostics);
        IReadOnlyList<Jenkinsfile?> pipelines = [.. sources.Select(each => each.Pipelines.Count == 0 ? null : reader.Read(each.Name, each.Pipelines))];
        IReadOnlyList<Rebuild> builds = [.. pipelines.OfType<Jenkinsfile>().SelectMany(pipeline => pipeline.Stages.Where(stage => stage.BuildsImages).Select(stage => new Rebuild(pipeline.Environment, stage.Name)))];
        return new AdoptionResult
        {
            Environments = [.. sources.Select(each => each.Name)],
            Differences = compared.Differences,
            Pipelines = new PipelineComparison([.. sources.Select(each => each.Name)], pipelines).Run(),
            Rebuilds = builds.Select(each => each.Environment).Distinct(StringComparer.Ordinal).Count() > 1 ? builds : [],
            Model = model is null ? [] : ModelComparison.Of(sources, model, compared.Secrets, diagnostics),
            Equal = compared.Equal,
            Diagnostics = diagnostics.All(),
        };
    }
}
