using System.CommandLine;

namespace Parity.CommandLine;

/// <summary>Something that a person asks of the AppHost instead of running it: one class a verb, listed in <see cref="Verbs"/>.</summary>
internal abstract class Verb
{
    /// <summary>Name, description, arguments and options; one object for the life of the verb.</summary>
    public abstract Command Command { get; }

    /// <summary>Does it and answers with an <see cref="ExitCode"/>.</summary>
    public abstract Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation);
}
