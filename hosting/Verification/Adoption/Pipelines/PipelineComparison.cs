using Parity.Model;

namespace Parity.Verification.Adoption.Pipelines;

/// <summary>Holds the pipelines against each other, stage by stage.</summary>
internal sealed class PipelineComparison(IReadOnlyList<string> environments, IReadOnlyList<Jenkinsfile?> pipelines)
{
    private readonly List<PipelineDifference> differences = [];

    public IReadOnlyList<PipelineDifference> Run()
    {
        var present = pipelines.Count(each => each is not null);
        if (present == 0) return [];
        if (present < pipelines.Count) Add("pipeline-missing", null, "pipeline", [.. pipelines.Select(each => each is null ? null : Part.Of("present"))]);
        Compare(null, [.. pipelines.Select(each => each?.Head)]);
        var names = new StageNames(environments, pipelines);
        foreach (var name in names.Ordered)
        {
            var stages = pipelines.Select((each, index) => each?.Stages.FirstOrDefault(stage => names.Same(index, stage.Name) == name)).ToList();
            if (stages.Where((stage, index) => stage is null && pipelines[index] is not null).Any())
                Add("stage-missing", name, "stage", [.. stages.Select(stage => stage is null ? null : Part.Of("present"))]);
            Compare(name, stages);
        }
        CompareOrder(names);
        return differences;
    }

    private void Compare(string? name, List<Stage?> stages)
    {
        foreach (var step in stages.OfType<Stage>().SelectMany(stage => stage.Parts.Keys).Distinct(StringComparer.Ordinal))
        {
            var parts = stages.Select(stage => stage?.Parts.GetValueOrDefault(step)).ToList();
            var keys = parts.Where((_, index) => stages[index] is not null).Select(part => part?.Key).Distinct(StringComparer.Ordinal).Count();
            if (keys > 1) Add(PipelineCategories.Of(step, environments, parts, stages), name, step, parts);
        }
    }

    private void CompareOrder(StageNames names)
    {
        var orders = pipelines.Select((each, index) => each?.Stages.Where(stage => !stage.IsBeside).Select(stage => names.Same(index, stage.Name)).Where(names.IsEverywhere).ToList()).ToList();
        if (orders.OfType<List<string>>().Select(order => string.Join('\n', order)).Distinct(StringComparer.Ordinal).Count() > 1)
            Add("stage-order", null, "stages", [.. orders.Select(order => order is null ? null : new Part("", order))]);
    }

    private void Add(string category, string? stage, string step, List<Part?> parts) => differences.Add(new()
    {
        Category = category,
        Stage = stage,
        Step = step,
        Values = [.. environments.Select((name, index) => KeyValuePair.Create(name, Printable(parts[index]?.Shown)))],
        Severity = PipelineCategories.Severity(category),
        Note = PipelineCategories.Note(category),
    });

    private static object? Printable(object? shown) => shown switch
    {
        string text => Sensitive.Mask(text),
        IReadOnlyList<string> words => words.Select(word => Sensitive.Mask(word)).ToList(),
        _ => shown,
    };
}
