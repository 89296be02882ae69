namespace Parity.Verification;

/// <summary>What a differing leaf comes from.</summary>
internal abstract record Cause
{
    private Cause()
    {
    }

    /// <summary>The model declares it.</summary>
    public sealed record Declared(Declaration Declaration) : Cause;

    /// <summary>It is a value of the environments.</summary>
    public sealed record Inherent : Cause;

    /// <summary>Nothing explains it.</summary>
    public sealed record None(string Message) : Cause;
}
