using System.Net.Sockets;
using Parity.Model;

namespace Parity.Delivery;

/// <summary>The requests of the route table after a rollout: a release whose routes do not answer is no release.</summary>
public sealed class SmokeRequests(Model.Environment environment, RouteTable routes, TimeProvider time)
{
    // Controllers and gateways take a moment to follow.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="entrance">Where the ingress is; null for the environment's host, if that has an address.</param>
    /// <param name="trustsAny">Whether any certificate is taken.</param>
    /// <param name="progress">What was sent, or why nothing was.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DeployFailedException">With every row that is not answered as the table says.</exception>
    public async Task SendAsync(Uri? entrance, bool trustsAny, IProgress<DeliveryEvent> progress, CancellationToken cancellation)
    {
        var rows = RouteRequests.Of(routes, environment);
        if (rows.Count == 0) return;
        if (entrance is null && !await HasAddressAsync(environment.Host, cancellation))
        {
            progress.Report(DeliveryEvent.Warning("smoke", $"no request was sent: {environment.Host} has no address here. Name the ingress with --ingress URL."));
            return;
        }

        using var ingress = new IngressClient(entrance ?? IngressClient.EntranceOf(environment), trustsAny, time);
        var verification = new RouteVerification(ingress, rows, time);
        var started = time.GetTimestamp();
        while (true)
        {
            var wrong = (await verification.OnceAsync(cancellation)).Where(answer => answer.Problem.Length > 0).Select(answer => $"smoke {answer}: {answer.Problem}").ToArray();
            if (wrong.Length == 0) break;
            if (time.GetElapsedTime(started) > Patience) throw new DeployFailedException(wrong);
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation);
        }

        progress.Report(DeliveryEvent.Info("smoke", $"{rows.Count} requests of the route table are answered as it says"));
    }

    private static async Task<bool> HasAddressAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return (await System.Net.Dns.GetHostAddressesAsync(host, cancellation)).Length > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
