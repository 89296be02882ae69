namespace Parity.CommandLine;

/// <summary>All verbs, in the order in which help shows them.</summary>
internal static class Verbs
{
    public static IReadOnlyList<Verb> All() =>
    [
        new GenerateVerb(),
        new ModelVerb(),
        new CheckRoutesVerb(),
        new ImagesVerb(),
        new DiffVerb(),
        new DeployVerb(),
        new PromoteVerb(),
        new RollbackVerb(),
        new StatusVerb(),
        new HistoryVerb(),
        new DriftVerb(),
        new VerifyVerb(),
        new SimulateVerb(),
        new LoadTestVerb(),
        new ParityVerb(),
        new CheckConfigVerb(),
        new AdoptVerb(),
    ];
}
