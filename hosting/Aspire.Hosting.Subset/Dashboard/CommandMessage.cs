namespace Aspire.Hosting.Dashboard;

/// <summary>A command of a resource: how the dashboard is shown it, and how it answers an execution.</summary>
internal static class CommandMessage
{
    public static Wire.ResourceCommand Of(ResourceCommandSnapshot command)
    {
        var message = new Wire.ResourceCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            DisplayDescription = command.DisplayDescription ?? "",
            ConfirmationMessage = command.ConfirmationMessage ?? "",
            IconName = command.IconName ?? "",
            IconVariant = Variant(command.IconVariant),
            IsHighlighted = command.IsHighlighted,
            State = State(command.State),
        };
        message.ArgumentInputs.AddRange(command.Arguments.Select(InputMessage.Of));
        return message;
    }

    public static Wire.ResourceCommandResponse Answer(ExecuteCommandResult result)
    {
        var kind = result switch
        {
            { Canceled: true } => Wire.ResourceCommandResponseKind.Cancelled,
            { Success: true } => Wire.ResourceCommandResponseKind.Succeeded,
            { InvalidArguments: not null } => Wire.ResourceCommandResponseKind.InvalidArguments,
            _ => Wire.ResourceCommandResponseKind.Failed,
        };
        var answer = Answer(kind, result.Message ?? "");
        if (result.Data is { } data)
            answer.Result = new() { Value = data.Value, Format = Format(data.Format), DisplayImmediately = data.DisplayImmediately };
        return answer;
    }

    public static Wire.ResourceCommandResponse Answer(Wire.ResourceCommandResponseKind kind, string message) => new()
    {
        Kind = kind,
        Message = message,
#pragma warning disable CS0612 // Dashboards before 13.3 read this one.
        ErrorMessage = message,
#pragma warning restore CS0612
    };

    public static Wire.IconVariant Variant(IconVariant? variant) =>
        variant == IconVariant.Filled ? Wire.IconVariant.Filled : Wire.IconVariant.Regular;

    private static Wire.ResourceCommandState State(ResourceCommandState state) => state switch
    {
        ResourceCommandState.Enabled => Wire.ResourceCommandState.Enabled,
        ResourceCommandState.Disabled => Wire.ResourceCommandState.Disabled,
        _ => Wire.ResourceCommandState.Hidden,
    };

    private static Wire.CommandResultFormat Format(CommandResultFormat format) => format switch
    {
        CommandResultFormat.Text => Wire.CommandResultFormat.Text,
        CommandResultFormat.Json => Wire.CommandResultFormat.Json,
        CommandResultFormat.Markdown => Wire.CommandResultFormat.Markdown,
        _ => Wire.CommandResultFormat.None,
    };
}
