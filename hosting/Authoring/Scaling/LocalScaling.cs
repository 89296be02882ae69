namespace Parity.Authoring;

/// <summary>How a run on this machine is told about autoscaling.</summary>
public static class LocalScaling
{
    /// <summary>Configuration that keeps the replicas as declared.</summary>
    public static string Off => "--Scaling:Enabled=false";
}
