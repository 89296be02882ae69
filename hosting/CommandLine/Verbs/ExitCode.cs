namespace Parity.CommandLine;

/// <summary>What a verb tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>What was asked holds, or was done.</summary>
    public const int Holds = 0;

    /// <summary>It was checked and does not hold.</summary>
    public const int DoesNotHold = 1;

    /// <summary>It could not be checked or done: wrong arguments, errors in the model, something missing.</summary>
    public const int NotChecked = 2;
}
