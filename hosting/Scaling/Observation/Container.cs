namespace Parity.Scaling;

/// <summary>How a container runs.</summary>
public enum ContainerKind
{
    /// <summary>For as long as the pod.</summary>
    Regular,

    /// <summary>A restartable init container: for as long as the pod, started before the others.</summary>
    Sidecar,

    /// <summary>An init container: ends before the others start.</summary>
    Init,
}

/// <summary>A container and its requests.</summary>
public sealed record Container(string Name, Amounts Requests, ContainerKind Kind = ContainerKind.Regular);
