namespace Parity.Scaling;

/// <summary>
/// What the controller process remembers of one autoscaler and loses when it restarts: recommendations and scale events.
/// <see cref="Autoscaler.Step"/> updates it in place, so that a decision allocates nothing once the lists have grown.
/// </summary>
public sealed class Memory
{
    private Proposal[] _proposals = [];

    internal Recommendations Recommendations { get; } = new();

    internal ScaleEvents ScaledUp { get; } = new();

    internal ScaleEvents ScaledDown { get; } = new();

    internal Memory<Proposal> Proposals(int count)
    {
        if (_proposals.Length < count) _proposals = new Proposal[count];
        return _proposals.AsMemory(0, count);
    }
}
