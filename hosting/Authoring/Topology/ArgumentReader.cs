using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>The arguments of a resource's program.</summary>
internal static class ArgumentReader
{
    public static async Task<Sequence<string>> ReadAsync(Reading reading, IResource resource, CancellationToken cancellation)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellation) { ExecutionContext = reading.Builder.ExecutionContext };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray()) await callback.Callback(context).ConfigureAwait(false);
        var values = new ValueReader(reading);
        var arguments = new List<string>();
        foreach (var argument in context.Args)
        {
            switch (await values.ReadAsync(argument, cancellation).ConfigureAwait(false))
            {
                case Resolved.Plain plain:
                    arguments.Add(plain.Value);
                    break;
                case Resolved.Hidden or Resolved.Composed:
                    reading.Error("SECRET-004", resource, "an argument holds a secret, which everybody could read in the manifest.", "Let the program read it from a file: WithSecret(key, name, entry) and the path /run/secrets/<key>.");
                    break;
                case Resolved.Unknown unknown:
                    reading.Error("AUTHOR-005", resource, $"an argument {unknown.Cause}.", "Write the argument as text.");
                    break;
            }
        }

        return [.. arguments];
    }
}
