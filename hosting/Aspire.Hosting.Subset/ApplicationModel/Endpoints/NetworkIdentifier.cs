namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network from which an endpoint is seen; the same endpoint has another address in each.</summary>
public record NetworkIdentifier(string Value)
{
    public override string ToString() => Value;
}
