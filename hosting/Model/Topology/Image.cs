namespace Parity.Model;

/// <summary>Where the program of a workload comes from.</summary>
public abstract record Image
{
    private Image()
    {
    }

    /// <summary>Built from a project of this repository and pulled from the environment's registry.</summary>
    /// <param name="Repository">Name below the registry.</param>
    public sealed record Built(string Repository) : Image;

    /// <summary>Somebody else's image, used as it is.</summary>
    /// <param name="Reference">Registry, name and tag or digest; another one in some environments if need be.</param>
    public sealed record Existing(Declared<string> Reference) : Image
    {
        /// <summary>The same image everywhere.</summary>
        public Existing(string reference) : this(Declared.Everywhere(reference))
        {
        }
    }
}
