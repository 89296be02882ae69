using System.Globalization;

namespace ServiceDefaults.Deadlines;

/// <summary>Tells the called service how long the answer is waited for: what is left of the request's deadline, at most one attempt's time.</summary>
internal sealed class DeadlineHandler(TimeSpan attempt) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var left = Deadline.Current?.Left ?? attempt;
        if (left <= TimeSpan.Zero) return Task.FromException<HttpResponseMessage>(new TaskCanceledException("The time that the caller allows is over.", new TimeoutException()));
        request.Headers.Remove(Deadline.Header);
        request.Headers.TryAddWithoutValidation(Deadline.Header, Math.Max(1, (long)Math.Min(left.TotalMilliseconds, attempt.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture));
        return base.SendAsync(request, cancellationToken);
    }
}
