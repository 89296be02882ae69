using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace Parity.Delivery;

/// <summary>A client of one registry: https://github.com/opencontainers/distribution-spec/blob/main/spec.md.</summary>
public sealed class RegistryClient : IDisposable
{
    private const int Attempts = 3;

    private static readonly string[] Manifests =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly HttpClient http;
    private readonly RegistryAuthentication authentication;
    private readonly string registry;
    private readonly bool isTarget;
    private string scheme = "https";

    private RegistryClient(string registry, bool isTarget, RegistryLogin? login, TimeSpan patience)
    {
        this.registry = registry;
        this.isTarget = isTarget;
        // Uploads take as long as they take; a registry that does not even accept a connection is away.
        http = new(new SocketsHttpHandler { ConnectTimeout = patience, AllowAutoRedirect = true }) { Timeout = TimeSpan.FromMinutes(15) };
        authentication = new(http, login);
    }

    /// <exception cref="RegistryException">It cannot be reached.</exception>
    public static async Task<RegistryClient> ConnectAsync(string registry, bool isTarget, TimeSpan patience, CancellationToken cancellation)
    {
        var client = new RegistryClient(registry, isTarget, await RegistryLogin.FindAsync(registry, isTarget, cancellation), patience);
        try
        {
            await client.GreetAsync(cancellation);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The digest of a tag or digest; empty where there is no such image.</summary>
    public async Task<string> FindAsync(string repository, string version, CancellationToken cancellation)
    {
        using var answer = await SendAsync(() => Manifest(HttpMethod.Head, repository, version), cancellation);
        if (answer.StatusCode == HttpStatusCode.NotFound) return "";
        Demand(answer, $"image {repository}:{version}");
        return answer.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.First() : "";
    }

    public async Task<bool> HasBlobAsync(string repository, string digest, CancellationToken cancellation)
    {
        using var answer = await SendAsync(() => new(HttpMethod.Head, Address($"{repository}/blobs/{digest}")), cancellation);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Sends a blob that the registry does not have yet.</summary>
    public async Task PushBlobAsync(string repository, string digest, Func<Stream> open, CancellationToken cancellation)
    {
        if (await HasBlobAsync(repository, digest, cancellation)) return;
        using var begun = await SendAsync(() => new(HttpMethod.Post, Address($"{repository}/blobs/uploads/")), cancellation);
        Demand(begun, $"an upload to {repository}");
        var location = begun.Headers.Location ?? throw new RegistryException($"registry {registry}: it names no place for an upload to {repository}, so it does not speak the OCI distribution protocol. Name another with --registry.");
        var address = new Uri(new Uri(Address("")), location).ToString();
        address += $"{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Uri.EscapeDataString(digest)}";
        using var ended = await SendAsync(() => new(HttpMethod.Put, address) { Content = new StreamContent(open()) { Headers = { ContentType = new("application/octet-stream") } } }, cancellation);
        Demand(ended, $"an upload to {repository}");
    }

    public async Task PushManifestAsync(string repository, string tag, string type, byte[] manifest, CancellationToken cancellation)
    {
        using var answer = await SendAsync(() => new(HttpMethod.Put, Address($"{repository}/manifests/{tag}")) { Content = new ByteArrayContent(manifest) { Headers = { ContentType = new(type) } } }, cancellation);
        Demand(answer, $"the manifest of {repository}");
    }

    public void Dispose() => http.Dispose();

    private string Address(string path) => $"{scheme}://{RegistryAddress.Host(registry)}/v2/{path}";

    private HttpRequestMessage Manifest(HttpMethod method, string repository, string version)
    {
        var request = new HttpRequestMessage(method, Address($"{repository}/manifests/{version}"));
        foreach (var type in Manifests) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        return request;
    }

    private async Task GreetAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(Address(""), HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException failure) when (scheme == "https" && RegistryAddress.MayBePlain(registry))
        {
            _ = failure;
            scheme = "http";
            await GreetAsync(cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw Unreachable(failure);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellation)
    {
        var answered = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = create();
                authentication.Apply(request);
                var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
                var again = answer.StatusCode == HttpStatusCode.Unauthorized ? answered++ < Attempts && await authentication.AnswerAsync(answer, cancellation)
                    : attempt < Attempts && answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError && await WaitAsync(attempt, cancellation);
                if (!again) return answer;
                answer.Dispose();
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException && attempt < Attempts)
            {
                await WaitAsync(attempt, cancellation);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                throw Unreachable(failure);
            }
        }
    }

    private static async Task<bool> WaitAsync(int attempt, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromSeconds(attempt), cancellation);
        return true;
    }

    private void Demand(HttpResponseMessage answer, string what)
    {
        if (answer.IsSuccessStatusCode) return;
        throw new RegistryException(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? $"registry {registry}: it refuses {what} ({(int)answer.StatusCode}); {authentication.Who}. Set DOTNET_CONTAINER_REGISTRY_UNAME and DOTNET_CONTAINER_REGISTRY_PWORD to an account that may, or run 'docker login {registry}'."
            : $"registry {registry}: it answers {(int)answer.StatusCode} to {what}. Look at its log{(isTarget ? ", or name another with --registry" : "")}.");
    }

    private RegistryException Unreachable(Exception failure) => new(
        failure.InnerException is AuthenticationException
            ? $"registry {registry}: its certificate is not trusted here: {failure.InnerException.Message} Trust it on this machine, or list the registry in {RegistryAddress.InsecureVariable}."
            : $"registry {registry}: it cannot be reached: {failure.Message} {(isTarget ? "Start it, correct the name, or name another with --registry." : "Correct the name, or look why this machine does not get there.")}",
        failure);
}
