using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// DCP's Kubernetes API, as far as it is used here. A bare HTTP client with generated serializers answers the first request
/// about 150 ms sooner than a general Kubernetes client, and start-up is a figure of this project.
/// </summary>
internal sealed class DcpClient : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan PatienceAtStart = TimeSpan.FromSeconds(20);
    private readonly HttpClient _http;
    private readonly X509Certificate2 _certificate;

    public DcpClient(DcpAddress address, string certificateFile)
    {
        _certificate = X509CertificateLoader.LoadCertificateFromFile(certificateFile);
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                // Exactly the certificate of this session, whoever signed it.
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(_certificate.RawData),
            },
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = address.Server,
            DefaultRequestVersion = HttpVersion.Version20,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.Token);
    }

    /// <summary>Waits until the API answers: DCP writes its address before it listens.</summary>
    public async Task ConnectAsync(Task dcpExit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PatienceAtStart);
        while (true)
        {
            try
            {
                using var response = await SendAsync(HttpMethod.Get, Path<Service>(), null, patience.Token).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!dcpExit.IsCompleted)
            {
                // Not listening yet.
            }
            await Task.Delay(RetryInterval, patience.Token).ConfigureAwait(false);
        }
    }

    public async Task<T> CreateAsync<T>(T value, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T>
    {
        using var body = Body(JsonSerializer.Serialize(value, T.Json), "application/json");
        using var response = await SendAsync(HttpMethod.Post, Path<T>(), body, cancellationToken).ConfigureAwait(false);
        return await ReadAsync<T>(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks DCP to stop a process or container; the watch tells when it has.</summary>
    public Task StopAsync<T>(string name, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T> =>
        MergeAsync<T>(name, """{"spec":{"stop":true}}""", cancellationToken);

    public async Task DeleteAsync<T>(string name, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T>
    {
        using var response = await SendAsync(HttpMethod.Delete, Path<T>(name), null, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.NotFound)
            await EnsureSuccessAsync(response, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T>
    {
        using var stream = await StreamAsync(Path<T>(), cancellationToken).ConfigureAwait(false);
        return (await JsonSerializer.DeserializeAsync(stream, T.ListJson, cancellationToken).ConfigureAwait(false))!.Items;
    }

    /// <summary>The changes of all objects of a kind, one JSON line each; ends when DCP ends the connection.</summary>
    public async Task<Stream> WatchAsync<T>(CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T> =>
        await StreamAsync($"{Path<T>()}?watch=true", cancellationToken).ConfigureAwait(false);

    /// <summary>Lines that a process printed (<c>stdout</c>, <c>stderr</c>) or that DCP says of it (<c>system</c>).</summary>
    public async Task<Stream> LogAsync<T>(string name, string source, bool follow, CancellationToken cancellationToken)
        where T : DcpObject, IDcpObject<T> =>
        await StreamAsync($"{Path<T>(name)}/log?follow={(follow ? "true" : "false")}&timestamps=true&source={source}", cancellationToken).ConfigureAwait(false);

    /// <summary>Asks DCP to stop everything it started and itself.</summary>
    public async Task StopServerAsync(CancellationToken cancellationToken)
    {
        using var body = Body(JsonSerializer.Serialize(ServerExecution.Stop, DcpJson.Default.ServerExecution), "application/merge-patch+json");
        using var response = await SendAsync(HttpMethod.Patch, "admin/execution", body, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _http.Dispose();
        _certificate.Dispose();
    }

    private async Task MergeAsync<T>(string name, string patch, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T>
    {
        using var body = Body(patch, "application/merge-patch+json");
        using var response = await SendAsync(HttpMethod.Patch, Path<T>(name), body, cancellationToken).ConfigureAwait(false);
        await EnsureSuccessAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Stream> StreamAsync(string path, CancellationToken cancellationToken)
    {
        var response = await SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        await EnsureSuccessAsync(response, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body, Version = HttpVersion.Version20 };
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T>
    {
        await EnsureSuccessAsync(response, cancellationToken).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return (await JsonSerializer.DeserializeAsync(stream, T.Json, cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task EnsureSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        using (response)
            throw new DcpException(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }

    private static StringContent Body(string json, string mediaType) => new(json, Encoding.UTF8, mediaType);

    private static string Path<T>(string? name = null) where T : DcpObject, IDcpObject<T>
    {
        var kind = $"apis/{DcpObject.Group}/{DcpObject.Version}/{T.Plural}";
        return name is null ? kind : $"{kind}/{name}";
    }
}
