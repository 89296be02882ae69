using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Services.Routing;

/// <summary>One replica of a workload: a real server that counts what it gets.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly WebApplication app;
    private int requests;

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed with the replica.")]
    public Replica(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.UseWebSockets();
        app.Run(context =>
        {
            Interlocked.Increment(ref requests);
            return answer(context);
        });
    }

    public string Address => app.Urls.Single();

    public int Requests => Volatile.Read(ref requests);

    public static Task<Replica> StartAsync() => StartAsync(context => context.Response.WriteAsync("ok"));

    public static async Task<Replica> StartAsync(RequestDelegate answer)
    {
        var replica = new Replica(answer);
        await replica.app.StartAsync();
        return replica;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
