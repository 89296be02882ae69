using System.Net;
using System.Text;

namespace Delivery.Faults;

/// <summary>The process is gone: nothing that it would still do reaches the cluster.</summary>
internal sealed class KilledException : Exception;

/// <summary>Stands between a deploy and the real API server, and does to a request what a test says.</summary>
internal sealed class Fault(Func<int, HttpRequestMessage, FaultKind> choose) : DelegatingHandler
{
    private int count;

    /// <summary>Every request from the given one on is never sent, as after <c>kill -9</c>; the one before it may have been answered or not.</summary>
    public static Fault KilledAt(int request, bool afterSending) => new((number, _) =>
        number < request ? FaultKind.None : number == request && afterSending ? FaultKind.KilledAfterSending : FaultKind.Killed);

    /// <summary>The server serves nothing of an API group.</summary>
    public static Fault Without(string group) => new((_, request) => request.RequestUri!.AbsolutePath.StartsWith($"/apis/{group}/", StringComparison.Ordinal) ? FaultKind.NotServed : FaultKind.None);

    /// <summary>A share of the requests goes wrong in one of these ways.</summary>
    public static Fault Storm(int seed, double share, params FaultKind[] kinds)
    {
        var random = new Random(seed);
        return new((_, _) =>
        {
            lock (random) return random.NextDouble() < share ? kinds[random.Next(kinds.Length)] : FaultKind.None;
        });
    }

    /// <summary>What would become of a request.</summary>
    public FaultKind Choose(HttpRequestMessage request) => choose(0, request);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (choose(Interlocked.Increment(ref count), request))
        {
            case FaultKind.None:
                return await base.SendAsync(request, cancellationToken);
            case FaultKind.Refused:
                throw new HttpRequestException("Connection refused");
            case FaultKind.Cut:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("The response ended prematurely.");
            case FaultKind.TooMany:
                var busy = Answer(HttpStatusCode.TooManyRequests, "TooManyRequests", "too many requests, please try again later");
                busy.Headers.TryAddWithoutValidation("Retry-After", "1");
                return busy;
            case FaultKind.NotServed:
                return Answer(HttpStatusCode.NotFound, "NotFound", "the server could not find the requested resource");
            case FaultKind.Modified:
                return Answer(HttpStatusCode.Conflict, "Conflict", "the object has been modified; please apply your changes to the latest version and try again");
            case FaultKind.KilledAfterSending:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new KilledException();
            default:
                throw new KilledException();
        }
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string reason, string message) => new(status)
    {
        Content = new StringContent($$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{reason}}","message":"{{message}}","code":{{(int)status}}}""", Encoding.UTF8, "application/json"),
    };
}

internal enum FaultKind
{
    None,

    Refused,

    /// <summary>The server did it, and the answer is lost.</summary>
    Cut,

    TooMany,

    /// <summary>409 without a field: somebody wrote at the same moment.</summary>
    Modified,

    NotServed,

    Killed,

    KilledAfterSending,
}
