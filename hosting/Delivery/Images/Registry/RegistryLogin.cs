namespace Parity.Delivery;

/// <summary>How to log in to a registry.</summary>
/// <param name="User">Empty for an identity token.</param>
/// <param name="Secret">Password or identity token; never printed.</param>
/// <param name="Source">Where it was found, for messages.</param>
public sealed record RegistryLogin(string User, string Secret, string Source)
{
    public override string ToString() => Source;

    /// <summary>
    /// As the .NET SDK looks for it, so that one way to log in serves both:
    /// https://learn.microsoft.com/dotnet/core/containers/publish-configuration (variables), then Docker's configuration file.
    /// </summary>
    /// <param name="registry">Host and port.</param>
    /// <param name="isTarget">Whether images are pushed there; the general variables are meant for no other registry.</param>
    public static async Task<RegistryLogin?> FindAsync(string registry, bool isTarget, CancellationToken cancellation)
    {
        string[] kinds = isTarget ? ["PUSH_REGISTRY", "REGISTRY"] : ["PULL_REGISTRY"];
        foreach (var kind in kinds)
        {
            var (user, password) = (Variable($"DOTNET_CONTAINER_{kind}_UNAME"), Variable($"DOTNET_CONTAINER_{kind}_PWORD"));
            if (user.Length > 0 && password.Length > 0) return new(user, password, $"DOTNET_CONTAINER_{kind}_UNAME");
        }

        return await DockerConfig.FindAsync(registry, cancellation);
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
