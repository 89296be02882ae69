using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>Secrets: configuration keys whose values stand in no file of the repository and in no manifest.</summary>
public static class SecretAuthoring
{
    /// <summary>
    /// A key whose value is an entry of a Secret object that somebody else keeps in the cluster; mounted as the file <c>/run/secrets/&lt;key&gt;</c>,
    /// or with <see cref="SecretForm.Variable"/> the environment variable itself, for programs whose code nobody may touch.
    /// Locally it is the secret parameter <c>&lt;name&gt;-&lt;entry&gt;</c> (<c>--Parameters:shop-mail-password=…</c>, user secrets, or the dashboard asks).
    /// </summary>
    /// <param name="resource">The workload.</param>
    /// <param name="key">As the environment variable would be called: <c>Mail__Password</c>.</param>
    /// <param name="name">Name of the Secret object.</param>
    /// <param name="entry">Key within it.</param>
    /// <param name="form">How the program gets it.</param>
    public static IResourceBuilder<T> WithSecret<T>(this IResourceBuilder<T> resource, string key, string name, string entry, SecretForm form = SecretForm.File) where T : IResourceWithEnvironment =>
        resource.Declare(key, PerEnvironment.Everywhere(name), name, entry, form);

    /// <summary>As above, with a Secret object of another name in some environments.</summary>
    /// <param name="resource">The workload.</param>
    /// <param name="key">As the environment variable would be called.</param>
    /// <param name="names">Name of the Secret object in every environment.</param>
    /// <param name="entry">Key within it.</param>
    /// <param name="reason">Why the names differ.</param>
    /// <param name="form">How the program gets it.</param>
    public static IResourceBuilder<T> WithSecret<T>(
        this IResourceBuilder<T> resource, string key, IEnumerable<(string Environment, string Name)> names, string entry, string reason, SecretForm form = SecretForm.File)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(names);
        return resource.Declare(key, PerEnvironment.Of(names, reason), names.Select(name => name.Name).FirstOrDefault() ?? "secret", entry, form);
    }

    /// <summary>
    /// The Secret object that holds a server's connection strings and passwords, or a parameter's value, where it is not called as the resource:
    /// <c>postgres.WithSecretName([("dev", "postgres"), ("staging", "cloud-db"), ("production", "cloud-db")], "the cloud's operator names it")</c>.
    /// </summary>
    /// <param name="resource">A server, a connection string or a secret parameter.</param>
    /// <param name="names">Name of the Secret object in every environment.</param>
    /// <param name="reason">Why the names differ.</param>
    public static IResourceBuilder<T> WithSecretName<T>(this IResourceBuilder<T> resource, IEnumerable<(string Environment, string Name)> names, string reason) where T : IResource =>
        resource.Name(PerEnvironment.Of(names, reason));

    /// <summary>As above, with one name in every environment.</summary>
    /// <param name="resource">A server, a connection string or a secret parameter.</param>
    /// <param name="name">Name of the Secret object.</param>
    public static IResourceBuilder<T> WithSecretName<T>(this IResourceBuilder<T> resource, string name) where T : IResource => resource.Name(PerEnvironment.Everywhere(name));

    private static IResourceBuilder<T> Name<T>(this IResourceBuilder<T> resource, PerEnvironment<string> name) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new SecretNameAnnotation(name), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<T> Declare<T>(this IResourceBuilder<T> resource, string key, PerEnvironment<string> name, string localName, string entry, SecretForm form)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentException.ThrowIfNullOrEmpty(entry);
        var parameter = Parameter(resource.ApplicationBuilder, $"{localName}-{entry}");
        return resource.WithAnnotation(new SecretAnnotation(key, name, entry, form)).WithEnvironment(key, parameter);
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
