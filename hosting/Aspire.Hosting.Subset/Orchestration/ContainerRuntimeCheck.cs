using System.Diagnostics;
using System.Text.Json;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Orchestration;

/// <summary>Whether this machine can run containers; asked when the first one starts, and again after it could not.</summary>
internal sealed class ContainerRuntimeCheck(DcpHost dcp)
{
    private readonly Turn _turn = new();
    private bool _isThere;

    public async Task RequireAsync(IResource resource, CancellationToken cancellationToken)
    {
        using var turn = await _turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        _isThere = _isThere || await AskAsync(resource, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> AskAsync(IResource resource, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(dcp.ProgramPath, ["info"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        var runtime = JsonSerializer.Deserialize(output, DcpJson.Default.RuntimeReport)?.Containers;
        if (runtime is { Installed: true, Running: true })
            return true;
        var cause = runtime is { Installed: true }
            ? $"the container runtime '{runtime.Runtime}' is installed but does not answer; start it (for Docker: `sudo systemctl start docker`)"
            : "no container runtime was found; install Docker or Podman and start it";
        throw new DistributedApplicationException(
            $"The container '{resource.Name}' cannot run: {cause}, then start the resource again. {runtime?.Error?.ReplaceLineEndings(" ")}".TrimEnd());
    }
}
