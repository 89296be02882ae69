using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Services.Storefront;

/// <summary>A real server on a free port of the loopback, whose faults a test chooses.</summary>
internal abstract class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;

    protected FakeService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            Interlocked.Increment(ref _calls);
            if (Delay > TimeSpan.Zero) await Task.Delay(Delay, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Fault is null) await next(context);
            else await Fault(context);
        });
    }

    public string Address => _app.Urls.Single();

    public int Calls => _calls;

    /// <summary>Answers instead of the service.</summary>
    public RequestDelegate? Fault { get; set; }

    public TimeSpan Delay { get; set; }

    public void Overload(int status = 503, int retryAfter = 7) => Fault = context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    };

    public Task StartAsync()
    {
        Map(_app);
        return _app.StartAsync();
    }

    /// <summary>From here on connections are refused.</summary>
    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    protected abstract void Map(WebApplication app);
}
