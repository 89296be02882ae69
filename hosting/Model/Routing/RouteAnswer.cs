namespace Parity.Model;

/// <summary>What the route table says to a request.</summary>
public abstract record RouteAnswer
{
    private RouteAnswer()
    {
    }

    /// <summary>The request goes to one of the route's backends, with this path.</summary>
    public sealed record Forward(Route Route, string Path) : RouteAnswer
    {
        /// <summary>The workloads that may get it: those with a weight.</summary>
        public IEnumerable<string> Workloads => Route.Backends.Where(backend => backend.Weight.All.Any(weight => weight > 0)).Select(backend => backend.Workload);
    }

    /// <summary>The ingress answers itself: 404 where no route matches, also for a method that none allows.</summary>
    public sealed record Status(int Code) : RouteAnswer;
}
