using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ServiceDefaults.Deadlines;

namespace ServiceDefaults.Overload;

/// <summary>Serves a request, lets it wait or refuses it, before anything has been spent on it.</summary>
internal sealed class OverloadProtection(RequestDelegate next, AdmissionLimiter limiter, TimeProvider time)
{
    private readonly Dispatch _dispatch = new(time);

    public async Task InvokeAsync(HttpContext context)
    {
        // A connection that becomes a WebSocket lasts as long as its client wants.
        if (RequestPriority.Of(context) is not { } priority || context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true })
        {
            await next(context);
            return;
        }

        var admission = new Admission(priority, Deadline.Current?.Timestamp ?? long.MaxValue);
        // The token of a request is made when it is first asked for: only who has to wait needs it.
        using var lease = limiter.TryAdmit(admission) ?? await limiter.AcquireAsync(admission, 1, context.RequestAborted);
        if (lease is RefusedLease refused)
        {
            await Refusal.Write(context, refused.Reason);
            return;
        }

        if (_dispatch.ShouldStepBack) await Task.Yield();
        var entered = time.GetTimestamp();
        var served = next(context);
        _dispatch.Held(time.GetTimestamp() - entered);
        await served;
    }
}
