using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServiceDefaults;
using ServiceDefaults.Overload;

namespace Benchmarks.Rush;

/// <summary>
/// A service with the defaults whose requests wait for one of 16 places of a pool and hold it for 20 ms. It notes what was answered with 200
/// and how long that took, from before the protection to the end, and tells at <c>/served/METHOD</c>. A process of its own, on a processor of
/// its own where there are two: a generator that takes the service's processor is measured as the service's overload.
/// </summary>
internal static class PoolService
{
    public const string Argument = "--pool";

    private const int Places = 16;
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(20);

    public static Task<Service> Start(bool enabled)
    {
        (string, string)[] settings = [("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Overload__Enabled", enabled ? "true" : "false")];
        return Service.Start(Processors.StartOnFirst(Environment.ProcessPath!, [Argument], settings), "/ready");
    }

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddServiceDefaults();
        var app = builder.Build();
        var served = new Served();
        app.Use(served.Note);
        app.MapServiceDefaults();
        app.MapGet("/served/{method}", (string method) => Results.Json(served.Of(method))).ExemptFromOverloadProtection();
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
        await app.RunAsync();
        return 0;
    }

    private sealed class Served
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, List<double>> _latencies = new() { ["GET"] = [], ["POST"] = [] };

        public List<double> Of(string method)
        {
            lock (_gate) return [.. _latencies[method]];
        }

        public async Task Note(HttpContext context, RequestDelegate next)
        {
            var start = Stopwatch.GetTimestamp();
            await next(context);
            if (context.Response.StatusCode != StatusCodes.Status200OK || context.Request.Path != "/work") return;
            lock (_gate) _latencies[context.Request.Method].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}

/// <summary>Latencies of requests that were served, in milliseconds and in the order in which they ended.</summary>
internal sealed record Tally(IReadOnlyList<double> Latencies)
{
    public int Count => Latencies.Count;

    public double P99 => Latencies.Count == 0 ? 0 : Latencies.Order().ElementAt((int)(Latencies.Count * 0.99));

    public static Tally operator -(Tally all, Tally before) => new([.. all.Latencies.Skip(before.Count)]);
}
