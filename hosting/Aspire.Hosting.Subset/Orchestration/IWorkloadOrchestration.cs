namespace Aspire.Hosting.Orchestration;

/// <summary>How one kind of DCP object that runs something is made, observed and stopped.</summary>
internal interface IWorkloadOrchestration
{
    bool Runs(IResource resource);

    /// <summary>Asks DCP to start the replica's next object; what becomes of it arrives through the watch.</summary>
    Task CreateAsync(Replica replica, CancellationToken cancellationToken);

    /// <summary>Asks DCP to stop the replica's object; <see cref="Replica.Ended"/> tells when it has.</summary>
    Task StopAsync(Replica replica, CancellationToken cancellationToken);

    /// <summary>Forgets the object of a replica that has ended.</summary>
    Task DeleteAsync(Replica replica, CancellationToken cancellationToken);

    /// <summary>Follows all objects of the kind until cancelled.</summary>
    Task WatchAsync(CancellationToken cancellationToken);
}
