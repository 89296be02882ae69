namespace Parity.Model;

/// <summary>One entry of the public route table: what matches, and where it goes. Its meaning is that of a Gateway API HTTPRoute rule.</summary>
/// <example><c>Route.Prefix("/api/catalog").ForMethods("GET").To("catalog").WithTimeout(TimeSpan.FromSeconds(5))</c></example>
public sealed record Route
{
    /// <summary>The path goes to the backend as it came.</summary>
    public const string NoRewrite = "";

    /// <summary>The methods that may be repeated.</summary>
    public static Sequence<string> Repeatable { get; } = ["GET", "HEAD", "OPTIONS"];

    /// <summary>The route sets no time limit.</summary>
    public static TimeSpan NoTimeout => TimeSpan.Zero;

    /// <summary>How diagnostics and renderings call it; unique in its table.</summary>
    public required string Name { get; init; }

    public required RouteMatch Match { get; init; }

    /// <summary>Replaces the whole exact path or the matched prefix; <see cref="NoRewrite"/> leaves the path alone.</summary>
    public required string Rewrite { get; init; }

    /// <summary>Covers the whole request, retries and response body included; <see cref="NoTimeout"/> means no limit.</summary>
    public required Declared<TimeSpan> Timeout { get; init; }

    /// <summary>Further attempts after a failed one; only GET, HEAD and OPTIONS are ever repeated.</summary>
    public required int Retries { get; init; }

    /// <summary>Workloads that share the route's requests in proportion to their weights.</summary>
    public required Sequence<Backend> Backends { get; init; }

    /// <summary>Where it is served; absence somewhere is a difference with a reason. A local run serves every route.</summary>
    public Declared<bool> Presence { get; init; } = Declared.Everywhere(true);

    /// <summary>A route for exactly this path.</summary>
    public static RouteMatch Exact(string path) => new(new HostPattern.Any(), new PathPattern.Exact(path), [], []);

    /// <summary>A route for this path and all below it, by whole segments.</summary>
    public static RouteMatch Prefix(string path) => new(new HostPattern.Any(), new PathPattern.Prefix(path), [], []);

    /// <summary>Gives a name other than the one made from path and methods.</summary>
    public Route Named(string name) => this with { Name = name };

    /// <summary>A further backend; weights are relative to each other, 0 takes no request.</summary>
    public Route AndTo(string workload, int weight = 1) => this with { Backends = Backends.Add(new Backend(workload, weight)) };

    /// <summary>A further backend with another share in some environments: <c>.AndTo("orders-next", [("dev", 1), ("production", 0)], "tried on dev first")</c>.</summary>
    public Route AndTo(string workload, IEnumerable<(string Environment, int Weight)> weights, string reason)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return this with { Backends = Backends.Add(new Backend(workload, Declared.Per(reason ?? "", [.. weights]))) };
    }

    /// <summary>Replaces the matched prefix, or the whole exact path, by <paramref name="path"/>.</summary>
    public Route WithRewrite(string path) => this with { Rewrite = path };

    /// <summary>Ends every request of the route with 504 after <paramref name="timeout"/>.</summary>
    public Route WithTimeout(TimeSpan timeout) => this with { Timeout = Declared.Everywhere(timeout) };

    /// <summary>Another timeout in some environments, a value for every one; a local run takes that of the environment it runs as.</summary>
    public Route WithTimeout(IEnumerable<(string Environment, TimeSpan Timeout)> values, string reason)
    {
        ArgumentNullException.ThrowIfNull(values);
        return this with { Timeout = Declared.Per(reason ?? "", [.. values]) };
    }

    /// <summary>Repeats a failed GET, HEAD or OPTIONS up to <paramref name="attempts"/> times within the timeout.</summary>
    public Route WithRetries(int attempts) => this with { Retries = attempts };

    /// <summary>Serves the route in some environments only: <c>.WithPresence([("dev", true), ("production", false)], "a tool of developers")</c>, a value for every one.</summary>
    public Route WithPresence(IEnumerable<(string Environment, bool Exists)> values, string reason)
    {
        ArgumentNullException.ThrowIfNull(values);
        return this with { Presence = Declared.Per(reason ?? "", [.. values]) };
    }

    /// <summary>Further attempts for a request of this method: none for one that may change something.</summary>
    public int RetriesFor(string method) => Repeatable.Contains(method, StringComparer.Ordinal) ? Retries : 0;

    /// <summary>The path the backend sees for a request that matched.</summary>
    public string PathFor(RouteRequest request)
    {
        var path = RequestPath.Normalize(request.Path);
        return Rewrite == NoRewrite ? path : Match.Path.Rewrite(path, Rewrite);
    }
}

/// <summary>A workload behind a route.</summary>
/// <param name="Workload">Name of the workload.</param>
/// <param name="Weight">Share of the route's requests, relative to the other backends; 0 to 1,000,000.</param>
public sealed record Backend(string Workload, Declared<int> Weight)
{
    /// <summary>The same share everywhere.</summary>
    public Backend(string workload, int weight) : this(workload, Declared.Everywhere(weight))
    {
    }
}
