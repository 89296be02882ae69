namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>What the builder left out on purpose: a place (a path and all below it) and the reason.</summary>
internal sealed class ScaffoldNotes
{
    private readonly List<(string Environment, string Workload, string Path, string Reason)> notes = [];

    public void Add(string workload, string path, string reason) => notes.Add(("", workload, path, reason));

    public void Add(string environment, string workload, string path, string reason) => notes.Add((environment, workload, path, reason));

    public string? Find(string environment, string workload, string path) => notes.FirstOrDefault(each =>
        (each.Environment.Length == 0 || each.Environment == environment) && each.Workload == workload
        && path.StartsWith(each.Path, StringComparison.Ordinal) && (path.Length == each.Path.Length || each.Path.Length == 0 || path[each.Path.Length] is ' ' or '.')).Reason;
}
