using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using ServiceDefaults;

namespace Benchmarks.Rush;

/// <summary>How many requests a dependency that fails completely gets for each one that is made, through the HTTP client of the defaults.</summary>
internal static class Amplification
{
    private const int Requests = 1000;
    private const int AtOnce = 64;

    public static async Task<IReadOnlyList<Figure>> Measure()
    {
        var received = 0;
        await using var dependency = await App([], app => app.Run(context =>
        {
            Interlocked.Increment(ref received);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }));
        var figures = new List<Figure>();
        foreach (var (name, enabled, breaks, goal) in new[] { ("", true, true, "<= 1.2"), (", breaker held closed", true, false, "<= 1.2"), (", breaker held closed, protection off", false, false, "") })
        {
            received = 0;
            await Call(new Uri(dependency.Urls.Single()), enabled, breaks);
            figures.Add(new($"requests to a dependency that fails completely{name}", string.Create(CultureInfo.InvariantCulture, $"{received}"), (received / (double)Requests).ToString("0.00", CultureInfo.InvariantCulture), $"{Requests} requests made", goal));
        }

        return figures;
    }

    private static async Task Call(Uri dependency, bool enabled, bool breaks)
    {
        await using var caller = await App([KeyValuePair.Create<string, string?>("Overload:Enabled", enabled ? "true" : "false")], _ => { }, services =>
        {
            // The breaker would keep most requests from being sent at all, so that the budget would not be seen.
            if (!breaks) services.ConfigureAll<HttpStandardResilienceOptions>(client => client.CircuitBreaker.MinimumThroughput = int.MaxValue);
        });
        var client = caller.Services.GetRequiredService<IHttpClientFactory>().CreateClient("dependency");
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, cancellation) =>
        {
            try
            {
                using var answer = await client.GetAsync(dependency, cancellation);
            }
            catch (Exception refused) when (refused is HttpRequestException or Polly.ExecutionRejectedException)
            {
                // The breaker is open.
            }
        });
    }

    private static async Task<WebApplication> App(IEnumerable<KeyValuePair<string, string?>> settings, Action<WebApplication> map, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings);
        if (configure is not null) builder.AddServiceDefaults();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }
}
