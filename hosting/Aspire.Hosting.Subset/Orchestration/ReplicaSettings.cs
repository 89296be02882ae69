namespace Aspire.Hosting.Orchestration;

/// <summary>What a replica was given, kept to tell a setting from the ambient environment and a secret from the rest.</summary>
internal sealed record ReplicaSettings(IReadOnlySet<string> Names, IReadOnlySet<string> SecretNames, ImmutableArray<bool> SecretArguments)
{
    public static ReplicaSettings None { get; } = new(new HashSet<string>(), new HashSet<string>(), []);

    public static ReplicaSettings Of(ResourceConfiguration configuration) => new(
        configuration.EnvironmentVariables.Select(v => v.Name).ToHashSet(),
        configuration.EnvironmentVariables.Where(v => v.IsSecret).Select(v => v.Name).ToHashSet(),
        [.. configuration.Arguments.Select(a => a.IsSecret)]);
}
