namespace Parity.Delivery;

/// <summary>What to deploy, and how.</summary>
public sealed record DeployRequest
{
    public required DesiredState Desired { get; init; }

    public required string Commit { get; init; }

    /// <summary>Hash of the model; see <see cref="ModelHash"/>.</summary>
    public required string Model { get; init; }

    public required IReadOnlyDictionary<string, string> Images { get; init; }

    /// <summary>The release whose content this is; 0 unless it is a rollback.</summary>
    public int RollbackOf { get; init; }

    /// <summary>Oldest Kubernetes that the environment declares.</summary>
    public Version Kubernetes { get; init; } = new(1, 30);

    /// <summary>Kinds that the environment's declared capabilities promise, whether this release has such objects or not.</summary>
    public IReadOnlyList<Resource> Promised { get; init; } = [];

    /// <summary>What stands against the model itself before a cluster changes: undeclared differences, settings that a program refuses.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<string>>> Contract { get; init; } = _ => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>How two commits stand to each other.</summary>
    public Func<string, string, CommitOrder> Compare { get; init; } = (_, _) => CommitOrder.Unknown;

    /// <summary>How long each stage may take to become ready.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait for another deploy to end.</summary>
    public TimeSpan LeasePatience { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Takes fields over that somebody else owns.</summary>
    public bool TakeOver { get; init; }

    /// <summary>Deletes volume claims, and the data on them, of stores that are no longer in the model.</summary>
    public bool PruneData { get; init; }

    /// <summary>Asks the system itself after the rollout; throws <see cref="DeployFailedException"/> where the answer is not good.</summary>
    public Func<IProgress<DeliveryEvent>, CancellationToken, Task> Smoke { get; init; } = (_, _) => Task.CompletedTask;
}

/// <summary>How the commit to deploy stands to the one that runs.</summary>
public enum CommitOrder
{
    /// <summary>The same, or a descendant.</summary>
    Newer,

    /// <summary>An ancestor of the one that runs.</summary>
    Older,

    /// <summary>Neither is an ancestor of the other.</summary>
    Diverged,

    /// <summary>The repository does not know both.</summary>
    Unknown,
}
