using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CommandLine.Images;

/// <summary>Debian's <c>docker-registry</c> on a port of its own, asked over HTTP as any client would.</summary>
internal sealed class LoopbackRegistry : IAsyncDisposable
{
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    // "clerk:open-sesame", hashed with bcrypt
    private const string Users = "clerk:$2b$04$G57CozVec8ivlv/4W79c9ehCMHEzqqWPDbe04FPOCZnnD1wsTrZBe\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("registry");
    private readonly HttpClient http;
    private readonly Process process;

    private LoopbackRegistry(int port, bool isPrivate)
    {
        Host = $"127.0.0.1:{port}";
        http = new HttpClient { BaseAddress = new($"http://{Host}/v2/") };
        if (isPrivate) http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("clerk:open-sesame")));
        File.WriteAllText(Path.Combine(folder.FullName, "users"), Users);
        var configuration = Path.Combine(folder.FullName, "config.yml");
        File.WriteAllText(configuration, $$"""
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: {{folder.FullName}}/data} }
            http: {addr: "{{Host}}" }
            {{(isPrivate ? Authentication : "")}}
            """);
        process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", configuration]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Host { get; }

    private string Authentication => $"auth: {{htpasswd: {{realm: tests, path: {folder.FullName}/users}}}}";

    public static async Task<LoopbackRegistry> StartAsync(bool isPrivate = false)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(path => File.Exists(Path.Combine(path, "docker-registry"))), "docker-registry is missing; install Debian's package of that name (.ci/run does).");
        var registry = new LoopbackRegistry(FreePort(), isPrivate);
        await registry.WaitAsync();
        return registry;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A base image with one empty folder, whose user would be root.</summary>
    public async Task<string> PushMinimalImageAsync(string repository, string tag)
    {
        // A tar of nothing is two empty blocks.
        var layer = new byte[1024];
        var config = Encoding.UTF8.GetBytes($$$"""{"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/bin"]},"rootfs":{"type":"layers","diff_ids":["{{{Digest(layer)}}}"]},"history":[{"created":"2024-01-01T00:00:00Z","created_by":"test"}]}""");
        var manifest = Encoding.UTF8.GetBytes($$$"""{"schemaVersion":2,"mediaType":"{{{Manifest}}}","config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":{{{config.Length}}},"digest":"{{{Digest(config)}}}"},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","size":{{{layer.Length}}},"digest":"{{{Digest(layer)}}}"}]}""");
        foreach (var blob in (byte[][])[layer, config]) await PushBlobAsync(repository, blob);
        using var content = new ByteArrayContent(manifest) { Headers = { ContentType = new(Manifest) } };
        using var answer = await http.PutAsync($"{repository}/manifests/{tag}", content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return $"{Host}/{repository}:{tag}";
    }

    /// <summary>Manifest, configuration and the names in the top layer of an image by digest.</summary>
    public async Task<(JsonNode Manifest, JsonNode Config, byte[] Program)> ReadAsync(string reference)
    {
        var (repository, digest) = reference[(Host.Length + 1)..].Split('@') is [var left, var right] ? (left, right) : throw new FormatException(reference);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{repository}/manifests/{digest}");
        request.Headers.Accept.ParseAdd(Manifest);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var manifest = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        var config = JsonNode.Parse(await http.GetStringAsync($"{repository}/blobs/{manifest["config"]!["digest"]}", TestContext.Current.CancellationToken))!;
        return (manifest, config, await http.GetByteArrayAsync($"{repository}/blobs/{manifest["layers"]!.AsArray()[^1]!["digest"]}", TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))}";

    private async Task PushBlobAsync(string repository, byte[] blob)
    {
        using var begun = await http.PostAsync($"{repository}/blobs/uploads/", null, TestContext.Current.CancellationToken);
        var location = begun.EnsureSuccessStatusCode().Headers.Location!;
        using var content = new ByteArrayContent(blob) { Headers = { ContentType = new("application/octet-stream") } };
        using var ended = await http.PutAsync($"{location}&digest={Digest(blob)}", content, TestContext.Current.CancellationToken);
        ended.EnsureSuccessStatusCode();
    }

    private async Task WaitAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("", UriKind.Relative), TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException) when (attempt < 300 && !process.HasExited)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
