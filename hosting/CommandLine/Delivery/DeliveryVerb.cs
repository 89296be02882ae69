using System.CommandLine;
using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary>A verb that talks to clusters: what goes wrong there is said the same way everywhere.</summary>
internal abstract class DeliveryVerb : Verb
{
    protected ClusterOptions Cluster { get; } = new();

    // Requests of a look do not wait for an API server for long.
    protected static TimeSpan LookPatience => TimeSpan.FromSeconds(15);

    public sealed override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(arguments, context, cancellation);
        }
        catch (Exception exception) when (exception is ClusterUnavailableException or LeaseHeldException or ApiException)
        {
            await context.Error.WriteLineAsync(exception is ApiException { Status: System.Net.HttpStatusCode.Unauthorized } ? "The cluster does not accept the credentials of this context (401). Renew them, or name another context with --context." : exception.Message);
            return ExitCode.NotChecked;
        }
    }

    protected abstract Task<int> AskAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation);
}
