using System.Net;

namespace Parity.CommandLine;

/// <summary>Where a load may go: this machine, or an environment that the model declares. Anything else would be an attack on somebody.</summary>
internal static class LoadTarget
{
    public static async Task<Uri?> FindAsync(string? target, string? environment, VerbContext context, List<string> errors, CancellationToken cancellation)
    {
        if (target is null && environment is null)
        {
            errors.Add("--target is missing: name the URL of the local system (it is printed when it is ready), or --environment.");
            return null;
        }

        Uri? url = null;
        if (target is not null && (!Uri.TryCreate(target, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https") || url.PathAndQuery != "/"))
        {
            errors.Add($"--target {target}: it is not http(s)://host[:port]. The paths are those of the scenarios.");
            return null;
        }

        if (url is not null && environment is null && IsLoopback(url)) return url;

        var authored = await context.ReadAsync(cancellation).ConfigureAwait(false);
        if (authored.Topology is not { } topology)
        {
            errors.AddRange(authored.Diagnostics.Select(diagnostic => diagnostic.ToString()));
            errors.Add($"{target ?? environment}: whether it is an environment of the model cannot be told. Only loopback and the hosts of environments are loaded.");
            return null;
        }

        var known = string.Join(", ", topology.Environments.Select(one => $"{one.Name} ({one.Host})"));
        var allowed = topology.Environments.Where(one => environment is null || one.Name == environment).ToList();
        if (allowed.Count == 0) errors.Add($"--environment {environment}: the model has no such environment. It has {known}.");
        else if (url is null) return new($"https://{allowed[0].Host}");
        else if (allowed.Any(one => one.Host == url.Host) || (IsLoopback(url) && environment is null)) return url;
        else errors.Add($"--target {target}: it is neither loopback nor a host of {(environment is null ? "an environment" : $"'{environment}'")}. Those are {known}.");
        return null;
    }

    private static bool IsLoopback(Uri url) =>
        IPAddress.TryParse(url.DnsSafeHost, out var address) ? IPAddress.IsLoopback(address) : url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
