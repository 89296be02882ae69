using System.Runtime.CompilerServices;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    [OverloadResolutionPriority(1)]
    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? commandOptions = null) where T : IResource
    {
        var options = commandOptions ?? new CommandOptions();
        // Refuses duplicate names now rather than when somebody presses the button.
        _ = new InteractionInputCollection(options.Arguments);
#pragma warning disable CS0618 // Obsolete in Aspire's API, but still handed on.
        var parameter = options.Parameter;
#pragma warning restore CS0618
        return builder.ReplaceCommand(new ResourceCommandAnnotation(
            name, displayName, options.UpdateState ?? (_ => ResourceCommandState.Enabled), executeCommand, options.Description, options.Arguments, options.ConfirmationMessage,
            options.IconName, options.IconVariant, options.IsHighlighted, options.Visibility, options.ValidateArguments)
        {
            OldParameter = parameter,
        });
    }

    [Obsolete("This method is obsolete and will be removed in a future version. Use the overload that accepts a CommandOptions instance instead.")]
    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, Func<UpdateCommandStateContext, ResourceCommandState>? updateState = null, string? displayDescription = null, object? parameter = null, string? confirmationMessage = null, string? iconName = null, IconVariant? iconVariant = null, bool isHighlighted = false) where T : IResource =>
        builder.ReplaceCommand(new ResourceCommandAnnotation(
            name, displayName, updateState ?? (_ => ResourceCommandState.Enabled), executeCommand, displayDescription, parameter, confirmationMessage, iconName, iconVariant, isHighlighted));

    private static IResourceBuilder<T> ReplaceCommand<T>(this IResourceBuilder<T> builder, ResourceCommandAnnotation command) where T : IResource
    {
        foreach (var old in builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().Where(known => known.Name == command.Name).ToList())
        {
            builder.Resource.Annotations.Remove(old);
        }

        return builder.WithAnnotation(command);
    }
}
