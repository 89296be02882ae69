namespace Parity.Delivery;

/// <summary>What an image build is to do.</summary>
public sealed record ImageOptions
{
    /// <summary>The folder of the repository; its name is in no image.</summary>
    public required string Root { get; init; }

    /// <summary>Registry and path: <c>registry.example.com/tickets</c>.</summary>
    public required string Registry { get; init; }

    /// <summary>Base image of all; empty for what each project says, and else the SDK's chiseled one.</summary>
    public string BaseImage { get; init; } = "";

    /// <summary>What the nodes are: <c>linux-x64</c>, <c>linux-arm64</c>; not this machine's, or a digest would depend on who builds.</summary>
    public string Runtime { get; init; } = "linux-x64";

    /// <summary>Commit for the label.</summary>
    public required string Commit { get; init; }

    /// <summary>Hash of the model for the label; see <see cref="ModelHash"/>.</summary>
    public required string Model { get; init; }

    /// <summary>How long a registry may take to accept a connection.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Where an image in <c>images.json</c> comes from.</summary>
public enum ImageOrigin
{
    /// <summary>Built and pushed now.</summary>
    Published,

    /// <summary>In the registry already, made of the same inputs.</summary>
    Unchanged,

    /// <summary>Somebody else's; its tag was resolved.</summary>
    Resolved,
}

/// <summary>An image that deploys can use.</summary>
/// <param name="Workload">Its workload.</param>
/// <param name="Reference">Repository and digest.</param>
/// <param name="Origin">Where it comes from.</param>
public sealed record ImageResult(string Workload, string Reference, ImageOrigin Origin);
