using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.WarmUp;

/// <summary>A replica's requests to itself, one after the other, over loopback.</summary>
internal sealed partial class WarmUpRun(Func<HttpRequestMessage>[] requests, WarmUpSettings settings, IServer server, IHostApplicationLifetime lifetime, ILogger<WarmUpRun> log) : BackgroundService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private volatile bool _over;

    public bool IsOver => _over;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watch = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            await Started(stoppingToken);
            limit.CancelAfter(Limit);
            if (Address() is { } address) await Ask(address, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Out of time, or the replica stops.
        }
        catch (HttpRequestException failure)
        {
            Unanswered(log, failure);
        }

        _over = true;
        Over(log, watch.Elapsed.TotalMilliseconds);
    }

    private async Task Ask(Uri address, CancellationToken cancellation)
    {
        // Nobody's traces, and through no proxy.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null }) { BaseAddress = address };
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var make in requests)
            {
                using var request = make();
                request.Headers.TryAddWithoutValidation("traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00");
                using var response = await http.SendAsync(request, cancellation);
                await response.Content.CopyToAsync(Stream.Null, cancellation);
                // What it needs is not there yet. That is no reason to be unready: the health of what it needs is another check.
                if (response.StatusCode >= HttpStatusCode.InternalServerError) return;
            }
        }
    }

    private async Task Started(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }

    // A replica that listens with TLS only goes without: its certificate is not for this name.
    private Uri? Address() => server.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(BindingAddress.Parse)
        .Where(address => address.Scheme == Uri.UriSchemeHttp && !address.IsUnixPipe)
        .Select(address => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", address.Port).Uri)
        .FirstOrDefault();

    [LoggerMessage(Level = LogLevel.Debug, Message = "Warm after {Milliseconds:0} ms")]
    private static partial void Over(ILogger log, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A warm-up request was not answered; the replica is ready without it")]
    private static partial void Unanswered(ILogger log, Exception failure);
}
