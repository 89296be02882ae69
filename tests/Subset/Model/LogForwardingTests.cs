using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Subset.Model;

public class LogForwardingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_host_logs_what_resources_write_before_and_after_a_restart_each_line_once()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true, EnableResourceLogging = true, ProjectDirectory = Models.Directory });
        var heard = new Heard();
        builder.Services.AddSingleton<ILoggerProvider>(heard);
        var jobs = builder.AddResource(new Queue("jobs")).Resource;
        await using var app = builder.Build();
        var forwarding = app.Services.GetServices<IHostedService>().OfType<ResourceLogForwarding>().Single();
        var loggers = app.Services.GetRequiredService<ResourceLoggerService>();
        loggers.Write("jobs", null, "early", isError: false);
        await forwarding.StartAsync(Stop);

        await app.ResourceNotifications.PublishUpdateAsync(jobs, snapshot => snapshot with { State = KnownResourceStates.Running });
        await heard.UntilAsync(1);
        loggers.Write("jobs", null, "broken", isError: true);
        await heard.UntilAsync(2);
        loggers.Complete("jobs");
        loggers.Write("jobs", null, "again", isError: false);
        for (var change = 0; heard.Lines.Count < 3; change++)
        {
            await app.ResourceNotifications.PublishUpdateAsync(jobs, snapshot => snapshot with { ExitCode = change });
            await Task.Delay(10, Stop);
        }

        await forwarding.StopAsync(Stop);
        var category = $"{builder.Environment.ApplicationName}.Resources.jobs";
        Assert.Equal([(category, LogLevel.Information, "1: early"), (category, LogLevel.Error, "2: broken"), (category, LogLevel.Information, "3: again")], heard.Lines);
    }

    private sealed class Heard : ILoggerProvider
    {
        public ConcurrentQueue<(string Category, LogLevel Level, string Text)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Lines);

        public async Task UntilAsync(int lines)
        {
            while (Lines.Count < lines) await Task.Delay(10, Stop);
        }

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<(string, LogLevel, string)> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (category.Contains(".Resources.", StringComparison.Ordinal)) lines.Enqueue((category, logLevel, formatter(state, exception)));
            }
        }
    }
}
