namespace Aspire.Hosting.Testing;

/// <summary>The observer of the current asynchronous flow, if there is one.</summary>
internal static class BuilderObservation
{
    private static readonly AsyncLocal<IBuilderObserver?> Observer = new();

    public static IBuilderObserver? Current
    {
        get => Observer.Value;
        set => Observer.Value = value;
    }
}
