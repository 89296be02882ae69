namespace Parity.Delivery;

/// <summary>A workload whose image is built here.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Project">Its project file.</param>
/// <param name="Repository">Name of the image below the registry.</param>
/// <param name="User">User that the program runs as.</param>
public sealed record ImageProject(string Workload, string Project, string Repository, int User);

/// <summary>A workload whose image somebody else builds.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Reference">The image as the model names it.</param>
public sealed record ForeignImage(string Workload, string Reference);
