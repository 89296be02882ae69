using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ServiceDefaults;

namespace Benchmarks.Rush;

/// <summary>
/// A service with the defaults whose requests wait for one of 16 places of a pool and hold it for 20 ms. It notes what was answered with 200
/// and how long that took, from before the protection to the end.
/// </summary>
internal sealed class PoolService : IAsyncDisposable
{
    private const int Places = 16;
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<double>> _served = new() { ["GET"] = [], ["POST"] = [] };

    private PoolService(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<PoolService> Start(params IEnumerable<(string Key, string Value)> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.AddServiceDefaults();
        var app = builder.Build();
        var service = new PoolService(app);
        app.Use(service.Note);
        app.MapServiceDefaults();
        var pool = new SemaphoreSlim(Places);
        app.Map("/work", async (HttpContext context) =>
        {
            await pool.WaitAsync(context.RequestAborted);
            try
            {
                await Task.Delay(Work);
            }
            finally
            {
                pool.Release();
            }
        });
        await app.StartAsync();
        return service;
    }

    /// <summary>What has been served since the start.</summary>
    public Tally Served(string method)
    {
        lock (_gate) return new([.. _served[method]]);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Note(HttpContext context, RequestDelegate next)
    {
        var start = Stopwatch.GetTimestamp();
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status200OK || context.Request.Path != "/work") return;
        lock (_gate) _served[context.Request.Method].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}

/// <summary>Latencies of requests that were served, in milliseconds and in the order in which they ended.</summary>
internal sealed record Tally(IReadOnlyList<double> Latencies)
{
    public int Count => Latencies.Count;

    public double P99 => Latencies.Count == 0 ? 0 : Latencies.Order().ElementAt((int)(Latencies.Count * 0.99));

    public static Tally operator -(Tally all, Tally before) => new([.. all.Latencies.Skip(before.Count)]);
}
