namespace Aspire.Hosting.ApplicationModel;

/// <summary>What every snapshot of a resource carries, whoever published it: commands, icon, visibility.</summary>
internal static class ResourceSnapshots
{
    public static CustomResourceSnapshot Initial(IResource resource) =>
        resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var annotation)
            ? annotation.InitialSnapshot
            : new CustomResourceSnapshot
            {
                ResourceType = resource.ResourceType(),
                Properties = [],
                Relationships = Relationships(resource),
            };

    public static CustomResourceSnapshot Complete(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services)
    {
        if (snapshot.State?.Text != KnownResourceStates.Waiting)
        {
            snapshot = snapshot with { Properties = snapshot.Properties.Without(KnownProperties.Resource.WaitingFor) };
        }

        if (resource.TryGetLastAnnotation<ResourceIconAnnotation>(out var icon))
        {
            snapshot = snapshot with { IconName = snapshot.IconName ?? icon.IconName, IconVariant = snapshot.IconVariant ?? icon.IconVariant };
        }

        if (resource.TryGetLastAnnotation<HiddenAnnotation>(out var hidden))
        {
            var completed = snapshot.State?.Text == KnownResourceStates.Finished || snapshot.State?.Text == KnownResourceStates.Exited;
            snapshot = snapshot with
            {
                IsHidden = hidden.Behavior == HiddenBehavior.Always
                    || (completed && snapshot.ExitCode is { } exitCode && hidden.SuccessfulExitCodes.Contains(exitCode)),
            };
        }

        return snapshot with { Commands = Commands(resource, snapshot, services) };
    }

    public static ImmutableArray<RelationshipSnapshot> Relationships(IResource resource)
    {
        var parent = resource is IResourceWithParent { Parent: var owner } ? [new RelationshipSnapshot(owner.Name, KnownRelationshipTypes.Parent)] : Enumerable.Empty<RelationshipSnapshot>();
        return [.. parent, .. resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(relationship => new RelationshipSnapshot(relationship.Resource.Name, relationship.Type))];
    }

    public static string ResourceType(this IResource resource) => resource switch
    {
        ProjectResource => KnownResourceTypes.Project,
        ContainerResource => KnownResourceTypes.Container,
        ExecutableResource when resource.HasAnnotationOfType<IProjectMetadata>() => KnownResourceTypes.Project,
        ExecutableResource => KnownResourceTypes.Executable,
        ParameterResource => KnownResourceTypes.Parameter,
        ConnectionStringResource => KnownResourceTypes.ConnectionString,
        ExternalServiceResource => KnownResourceTypes.ExternalService,
        _ => resource.GetType().Name,
    };

    public static ImmutableArray<ResourcePropertySnapshot> With(this ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value) =>
        properties.FirstOrDefault(property => property.Name == name) is { } known
            ? properties.Replace(known, known with { Value = value })
            : properties.Add(new(name, value));

    public static ImmutableArray<ResourcePropertySnapshot> Without(this ImmutableArray<ResourcePropertySnapshot> properties, string name) =>
        properties.RemoveAll(property => property.Name == name);

    private static ImmutableArray<ResourceCommandSnapshot> Commands(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services)
    {
        var commands = snapshot.Commands.IsDefault ? [] : snapshot.Commands;
        foreach (var command in resource.Annotations.OfType<ResourceCommandAnnotation>())
        {
            var state = command.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = snapshot, Services = services });
            var known = commands.FirstOrDefault(candidate => candidate.Name == command.Name);
            commands = known is null
                ? commands.Add(new(command.Name, state, command.DisplayName, command.DisplayDescription, command.OldParameter, command.ConfirmationMessage, command.IconName, command.IconVariant, command.IsHighlighted)
                {
                    Arguments = command.Arguments,
                    Visibility = command.Visibility,
                })
                : commands.Replace(known, known with { State = state });
        }

        return commands;
    }
}
