namespace Parity.Delivery;

/// <summary>A registry does not do what is needed: the message names it, the cause and what helps.</summary>
public sealed class RegistryException(string message, Exception? cause = null) : Exception(message, cause);
