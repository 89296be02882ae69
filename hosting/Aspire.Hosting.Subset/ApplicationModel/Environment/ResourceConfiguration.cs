namespace Aspire.Hosting.ApplicationModel;

/// <summary>Environment and arguments of a resource with every expression resolved; waits for values that are not there yet.</summary>
internal sealed record ResourceConfiguration(
    IReadOnlyList<(string Name, string Value, bool IsSecret)> EnvironmentVariables,
    IReadOnlyList<(string Value, bool IsSecret)> Arguments)
{
    public static async Task<ResourceConfiguration> ResolveAsync(IResource resource, DistributedApplicationExecutionContext context, ILogger logger, CancellationToken cancellationToken)
    {
        var gathered = await GatheredConfiguration.GatherAsync(resource, context, logger, cancellationToken).ConfigureAwait(false);
        var resolver = new ValueResolver(resource, context, logger);
        var variables = new List<(string, string, bool)>();
        foreach (var (name, value) in gathered.EnvironmentVariables)
        {
            var (text, secret) = await resolver.ResolveAsync(value, $"environment variable '{name}'", cancellationToken).ConfigureAwait(false);
            if (text is not null)
            {
                variables.Add((name, text, secret));
            }
        }

        // Arguments of the launch profile come first, those of the AppHost after them.
        var arguments = new List<(string, bool)>();
        if (resource is ProjectResource && context.IsRunMode)
        {
            arguments.AddRange(LaunchArguments.Split(LaunchProfiles.Effective(resource)?.Profile.CommandLineArgs).Select(argument => (argument, false)));
        }

        foreach (var value in gathered.Arguments)
        {
            var (text, secret) = await resolver.ResolveAsync(value, "an argument", cancellationToken).ConfigureAwait(false);
            if (text is not null)
            {
                arguments.Add((text, secret));
            }
        }

        return new(variables, arguments);
    }
}
