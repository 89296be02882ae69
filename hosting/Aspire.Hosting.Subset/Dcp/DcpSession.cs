using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// The folder of one run, readable by its owner only: the address and token of DCP's API, its certificate, its log socket
/// and what the processes print. DCP removes it when it ends.
/// </summary>
internal sealed class DcpSession
{
    private DcpSession(string folder) => Folder = folder;

    public string Folder { get; }
    public string Kubeconfig => Path.Combine(Folder, "kubeconfig");
    public string LogSocket => Path.Combine(Folder, "log.sock");
    public string Certificate => Path.Combine(Folder, "server.crt");
    public string Key => Path.Combine(Folder, "server.key");
    public string Output => Path.Combine(Folder, "dcp.out");

    public static DcpSession Create()
    {
        var session = new DcpSession(Directory.CreateTempSubdirectory("aspire-dcp-").FullName);
        session.WriteCertificate();
        return session;
    }

    public void Delete()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // DCP removes its own files here at the same moment; what neither could remove holds no running process.
        }
    }

    // Without a certificate DCP makes an RSA one of 4096 bits, which takes it between 0.2 and 3 s on two cores; an elliptic
    // one made here takes a few ms, and the client then trusts exactly this one.
    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddIpAddress(System.Net.IPAddress.IPv6Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        WritePrivately(Certificate, certificate.ExportCertificatePem());
        WritePrivately(Key, key.ExportPkcs8PrivateKeyPem());
    }

    private static void WritePrivately(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
