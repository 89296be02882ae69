using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>What 'docker login' and its like left: <c>~/.docker/config.json</c>, or the folder that DOCKER_CONFIG names.</summary>
internal static class DockerConfig
{
    public static async Task<RegistryLogin?> FindAsync(string registry, CancellationToken cancellation)
    {
        var folder = Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } named ? named : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
        var file = Path.Combine(folder, "config.json");
        if (!File.Exists(file)) return null;
        JsonNode? config;
        try
        {
            config = JsonNode.Parse(await File.ReadAllTextAsync(file, cancellation));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RegistryException($"registry {registry}: {file} cannot be read: {failure.Message} Mend it with 'docker login {registry}', or set DOTNET_CONTAINER_REGISTRY_UNAME and DOTNET_CONTAINER_REGISTRY_PWORD.", failure);
        }

        string[] names = registry == "docker.io" ? ["https://index.docker.io/v1/", "index.docker.io", "docker.io"] : [registry, $"https://{registry}", $"http://{registry}"];
        foreach (var name in names)
        {
            // {"auths": {"registry.example.com": {"auth": "dXNlcjpwYXNzd29yZA=="}}, "credHelpers": {"gcr.io": "gcloud"}, "credsStore": "secretservice"}
            if (config.Text("credHelpers", name) is { Length: > 0 } own && await AskAsync(own, name, cancellation) is { } helped) return helped;
            if (Entry(config.At("auths", name), file) is { } entry) return entry;
        }

        return config.Text("credsStore") is { Length: > 0 } store ? await AskAsync(store, names[0], cancellation) : null;
    }

    private static RegistryLogin? Entry(JsonNode? entry, string file)
    {
        if (entry.Text("identitytoken") is { Length: > 0 } token) return new("", token, file);
        if (entry.Text("username") is { Length: > 0 } user) return new(user, entry.Text("password"), file);
        var buffer = new byte[entry.Text("auth").Length];
        if (buffer.Length == 0 || !Convert.TryFromBase64String(entry.Text("auth"), buffer, out var length)) return null;
        var (name, password) = Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) is [var left, var right] ? (left, right) : ("", "");
        return name.Length > 0 ? new(name, password, file) : null;
    }

    // https://docs.docker.com/reference/cli/docker/login/#credential-helper-protocol: the name on stdin, JSON on stdout.
    private static async Task<RegistryLogin?> AskAsync(string helper, string name, CancellationToken cancellation)
    {
        var program = $"docker-credential-{helper}";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            await process.StandardInput.WriteAsync(name);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await errors;
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0 || JsonNode.Parse(output) is not { } answer) return null;
            var user = answer.Text("Username");
            return new(user == "<token>" ? "" : user, answer.Text("Secret"), program);
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or JsonException)
        {
            return null;
        }
    }
}
