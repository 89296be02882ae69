namespace Parity.Load;

/// <summary>Requests under way and the connections they use. All but <see cref="InFlight"/> and <see cref="GiveUp"/> is called by one thread.</summary>
internal abstract class Exchanges(LoadPlan plan)
{
    private readonly byte[]?[] requests = [.. plan.Scenarios.Select(scenario => scenario.Fixed(plan.Target))];

    protected LoadPlan Plan => plan;

    /// <summary>Requests that are due and not answered.</summary>
    public abstract int InFlight { get; }

    /// <summary>TLS needs streams; without it, on Linux, the system can be asked about many connections at once.</summary>
    public static Exchanges Of(LoadPlan plan, Recording recording) =>
        PolledExchanges.IsSupported && plan.Target.Scheme == Uri.UriSchemeHttp ? new PolledExchanges(plan, recording) : new StreamExchanges(plan, recording);

    /// <summary>Sends a request, or lets it wait for a connection.</summary>
    /// <param name="scenario">Its place among the plan's.</param>
    /// <param name="due">Timestamp from which its latency counts.</param>
    public abstract void Send(int scenario, long due);

    /// <summary>Returns at a timestamp, at most a fifth of a millisecond later on an idle machine.</summary>
    public abstract void WaitUntil(long timestamp, CancellationToken cancellation);

    /// <summary>Ends what has taken longer than the plan allows.</summary>
    public abstract void GiveUp();

    /// <summary>Closes all connections; what waits for one was not sent.</summary>
    public abstract void End();

    protected byte[] Request(int scenario) => requests[scenario] ?? plan.Scenarios[scenario].New(plan.Target);
}
