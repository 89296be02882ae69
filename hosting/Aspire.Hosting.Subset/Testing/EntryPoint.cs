using System.Reflection;

namespace Aspire.Hosting.Testing;

/// <summary>The entry point of an AppHost's assembly, run on a thread of its own as the process would run it.</summary>
internal sealed class EntryPoint(Type type, string[] args, IBuilderObserver observer)
{
    private readonly TaskCompletionSource _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the entry point, and fails with what it throws.</summary>
    public Task Exit => _exit.Task;

    public void Start()
    {
        var method = type.Assembly.EntryPoint ?? throw new InvalidOperationException(
            $"{type} is of {type.Assembly.GetName().Name}, which has no entry point. Name a type of the AppHost's assembly, such as Projects.AppHost.");
        new Thread(() => Run(method)) { IsBackground = true, Name = $"{type.Assembly.GetName().Name}.EntryPoint" }.Start();
    }

    private void Run(MethodInfo method)
    {
        BuilderObservation.Current = observer;
        try
        {
            // The compiler's synchronous wrapper around an asynchronous Main.
            method.Invoke(null, method.GetParameters().Length == 0 ? [] : [args]);
            _exit.SetResult();
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            _exit.SetException(inner);
        }
        catch (Exception exception)
        {
            _exit.SetException(exception);
        }
    }
}
