namespace Parity.Delivery;

/// <summary>The cluster could not be asked at all; what was wanted is neither true nor false.</summary>
public sealed class ClusterUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
