using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>Secrets: configuration keys whose values stand in no file of the repository and in no manifest.</summary>
public static class SecretAuthoring
{
    /// <summary>
    /// A key whose value is an entry of a Secret object that somebody else keeps in the cluster; mounted as the file <c>/run/secrets/&lt;key&gt;</c>.
    /// Locally it is the secret parameter <c>&lt;name&gt;-&lt;entry&gt;</c> (<c>--Parameters:shop-mail-password=…</c>, user secrets, or the dashboard asks).
    /// </summary>
    /// <param name="resource">The workload.</param>
    /// <param name="key">As the environment variable would be called: <c>Mail__Password</c>.</param>
    /// <param name="name">Name of the Secret object.</param>
    /// <param name="entry">Key within it.</param>
    public static IResourceBuilder<T> WithSecret<T>(this IResourceBuilder<T> resource, string key, string name, string entry) where T : IResourceWithEnvironment =>
        resource.Declare(key, PerEnvironment.Everywhere(name), name, entry);

    /// <summary>As above, with a Secret object of another name in some environments.</summary>
    /// <param name="resource">The workload.</param>
    /// <param name="key">As the environment variable would be called.</param>
    /// <param name="names">Name of the Secret object in every environment.</param>
    /// <param name="entry">Key within it.</param>
    /// <param name="reason">Why the names differ.</param>
    public static IResourceBuilder<T> WithSecret<T>(this IResourceBuilder<T> resource, string key, IEnumerable<(string Environment, string Name)> names, string entry, string reason)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(names);
        return resource.Declare(key, PerEnvironment.Of(names, reason), names.Select(name => name.Name).FirstOrDefault() ?? "secret", entry);
    }

    private static IResourceBuilder<T> Declare<T>(this IResourceBuilder<T> resource, string key, PerEnvironment<string> name, string localName, string entry)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentException.ThrowIfNullOrEmpty(entry);
        var parameter = Parameter(resource.ApplicationBuilder, $"{localName}-{entry}");
        return resource.WithAnnotation(new SecretAnnotation(key, name, entry)).WithEnvironment(key, parameter);
    }

    // Two workloads may use one secret; Aspire refuses two parameters of one name.
    private static IResourceBuilder<ParameterResource> Parameter(IDistributedApplicationBuilder builder, string text)
    {
        var name = string.Join('-', string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return builder.Resources.OfType<ParameterResource>().FirstOrDefault(known => known.Name == name) is { } known
            ? builder.CreateResourceBuilder(known)
            : builder.AddParameter(name, secret: true);
    }
}
