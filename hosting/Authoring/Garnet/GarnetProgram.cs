using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>How the Garnet server is started. Its password stands in a private file, since arguments are for all to see.</summary>
/// <remarks>Source of the options: https://microsoft.github.io/garnet/docs/getting-started/configuration</remarks>
internal sealed class GarnetProgram(string folder, string? program)
{
    private readonly Lazy<string> _password = new(() => RandomNumberGenerator.GetHexString(32, lowercase: true));

    private string ConfigurationFile => Path.Combine(folder, "garnet.conf");

    public string Password() => _password.Value;

    public IEnumerable<object> Arguments(EndpointReference endpoint) =>
    [
        program is { Length: > 0 } && File.Exists(program) ? program : throw new DistributedApplicationException(
            $"Garnet's program was not found{(program is { Length: > 0 } ? $" at '{program}'" : "")}. Run 'dotnet restore' for the AppHost, which brings the package garnet-server."),
        "--config-import-path", ConfigurationFile,
        "--port", endpoint.Property(EndpointProperty.TargetPort),
    ];

    public void WriteConfiguration() => PrivateFile.Write(ConfigurationFile, JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["Address"] = "127.0.0.1",
        ["AuthenticationMode"] = "Password",
        ["Password"] = Password(),
        // A laptop's share; Garnet's own default is 16 GB.
        ["MemorySize"] = "64m",
        ["PageSize"] = "1m",
        ["SegmentSize"] = "32m",
        ["IndexSize"] = "1m",
        ["QuietMode"] = true,
    }));
}
