using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Parity.Authoring;

namespace Authoring;

public sealed class DataFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Is_not_deleted_under_a_running_server()
    {
        // The name of a process is that of its program's file.
        var program = Path.Combine(folder, "postgres");
        File.Copy("/bin/sleep", program);
        using var server = Process.Start(program, "300");
        await HoldAsync(server.Id);
        while (await File.ReadAllTextAsync($"/proc/{server.Id}/comm", TestContext.Current.CancellationToken) != "postgres\n") await Task.Delay(5, TestContext.Current.CancellationToken);

        var refused = Assert.Throws<DistributedApplicationException>(new DataFolder(folder).Delete);

        Assert.Contains("Stop the other AppHost first", refused.Message, StringComparison.Ordinal);
        server.Kill();
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        new DataFolder(folder).Delete();
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Is_nobodys_when_another_program_has_the_id_of_a_server_that_crashed()
    {
        await HoldAsync(Environment.ProcessId);

        new DataFolder(folder).Delete();

        Assert.False(Directory.Exists(folder));
    }

    private Task HoldAsync(int process) => File.WriteAllTextAsync(
        Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "server")).FullName, "postmaster.pid"), string.Create(CultureInfo.InvariantCulture, $"{process}\n"), TestContext.Current.CancellationToken);
}
