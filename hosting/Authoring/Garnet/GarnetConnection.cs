using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Parity.Authoring;

/// <summary>Healthy when <c>PING</c> is answered. Two commands do not justify a client library in the AppHost.</summary>
internal sealed class GarnetConnection(GarnetServerResource server) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var address = await server.Endpoint.Property(EndpointProperty.HostAndPort).GetValueAsync(cancellationToken).ConfigureAwait(false);
            var password = await server.Password.GetValueAsync(cancellationToken).ConfigureAwait(false);
            return await PingAsync(new Uri($"tcp://{address}"), password, cancellationToken).ConfigureAwait(false) is var answer && answer.EndsWith("+PONG\r\n", StringComparison.Ordinal)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"PING was answered with '{answer.Trim()}'.");
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(failure.Message, failure);
        }
    }

    private static async Task<string> PingAsync(Uri address, string? password, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation).ConfigureAwait(false);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"*2\r\n$4\r\nAUTH\r\n${password?.Length ?? 0}\r\n{password}\r\n*1\r\n$4\r\nPING\r\n"), cancellation).ConfigureAwait(false);

        // +OK\r\n+PONG\r\n
        var answer = new StringBuilder();
        var buffer = new byte[64];
        while (answer.ToString().Count(character => character == '\n') < 2)
        {
            var count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
            if (count == 0) break;
            answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        return answer.ToString();
    }
}
