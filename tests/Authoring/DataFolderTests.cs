using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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
        using var server = await StartServerAsync();

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

    [Fact]
    public async Task Is_waited_for_with_a_word_on_the_console()
    {
        using var server = await StartServerAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var console = new Words();
        var prepared = new PostgresCluster(folder, new PostgresBinaries(folder, "")).PrepareAsync(NullLogger.Instance, console, patience.Token);
        var told = await console.First.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await patience.CancelAsync();
        server.Kill();

        Assert.Contains("Stop the other AppHost", told, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => prepared);
    }

    private async Task<Process> StartServerAsync()
    {
        // The name of a process is that of its program's file.
        var program = Path.Combine(folder, "postgres");
        File.Copy("/bin/sleep", program);
        var server = Process.Start(program, "300");
        await HoldAsync(server.Id);
        while (await File.ReadAllTextAsync($"/proc/{server.Id}/comm", TestContext.Current.CancellationToken) != "postgres\n") await Task.Delay(5, TestContext.Current.CancellationToken);
        return server;
    }

    private Task HoldAsync(int process) => File.WriteAllTextAsync(
        Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "data")).FullName, "postmaster.pid"), string.Create(CultureInfo.InvariantCulture, $"{process}\n"), TestContext.Current.CancellationToken);

    private sealed class Words : ILogger
    {
        public TaskCompletionSource<string> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => First.TrySetResult(formatter(state, exception));
    }
}
