using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using global::Ingress;

namespace Services.Routing;

public sealed class TlsTests
{
    [Fact]
    public async Task Speaks_HTTP_2_to_a_client_over_TLS_and_HTTP_1_1_to_the_replica()
    {
        var spoken = "";
        await using var replica = await Replica.StartAsync(context =>
        {
            spoken = context.Request.Protocol;
            return Task.CompletedTask;
        });
        using var certificate = Certificate();
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx), TestContext.Current.CancellationToken);
        await using var app = IngressApplication.Build(
        [
            "--urls=https://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Ingress:Routes={RunningIngress.Shop()}", $"--services:shop:http:0={replica.Address}", $"--Kestrel:Certificates:Default:Path={file}",
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() } });
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single()) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        File.Delete(file);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20, "HTTP/1.1"), (answer.StatusCode, answer.Version, spoken));
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
