namespace Parity.Model;

/// <summary>A port that a workload listens on.</summary>
/// <param name="Name">A short DNS label: <c>http</c>.</param>
/// <param name="Port">1024 to 65535, since the process is not root.</param>
/// <param name="Protocol">What is spoken; only HTTP can be routed to.</param>
public sealed record Endpoint(string Name, int Port, Protocol Protocol);

public enum Protocol
{
    Http,

    /// <summary>HTTP/2 without TLS, as gRPC speaks it.</summary>
    Http2,

    Tcp,
}

/// <summary>A call from one workload to another.</summary>
/// <param name="Workload">The one called.</param>
/// <param name="Endpoint">Its endpoint.</param>
public sealed record Reference(string Workload, string Endpoint);

/// <summary>A call to something outside of the cluster.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Port">Port that is called.</param>
public sealed record Outside(string Name, int Port);
