namespace Aspire.Hosting.ApplicationModel;

internal sealed class ResourceLogger(Func<IReadOnlyList<ResourceLog>> logs, TimeProvider time) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var message = formatter(state, exception);
        var text = exception is null ? message : message + Environment.NewLine + exception;
        foreach (var log in logs())
        {
            log.Write(time.GetUtcNow().UtcDateTime, text, logLevel >= LogLevel.Error);
        }
    }
}
