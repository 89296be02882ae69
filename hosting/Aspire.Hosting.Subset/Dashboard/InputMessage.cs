using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Aspire.Hosting.Dashboard;

/// <summary>An argument of a command: how the dashboard asks for it, and the value that comes back.</summary>
internal static class InputMessage
{
    public static Wire.InteractionInput Of(InteractionInput input)
    {
        var message = new Wire.InteractionInput
        {
            Name = input.Name,
            Label = input.Label ?? input.Name,
            Description = input.Description ?? "",
            EnableDescriptionMarkdown = input.EnableDescriptionMarkdown,
            Placeholder = input.Placeholder ?? "",
            InputType = Type(input.InputType),
            Required = input.Required,
            Value = input.Value ?? "",
            AllowCustomChoice = input.AllowCustomChoice,
            Disabled = input.Disabled,
            MaxLength = input.MaxLength ?? 0,
        };
        foreach (var (value, label) in input.Options ?? []) message.Options[value] = label;
        return message;
    }

    /// <summary>The values of a request, each with the type that the command declares for it.</summary>
    public static InteractionInputCollection Read(IEnumerable<KeyValuePair<string, Value>> arguments, IReadOnlyList<InteractionInput> declared) =>
        new([.. arguments.Select(argument => new InteractionInput
        {
            Name = argument.Key,
            InputType = declared.FirstOrDefault(input => string.Equals(input.Name, argument.Key, StringComparison.OrdinalIgnoreCase))?.InputType ?? InputType.Text,
            Value = Text(argument.Key, argument.Value),
        })]);

    private static string? Text(string name, Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.NumberValue => value.NumberValue.ToString("R", CultureInfo.InvariantCulture),
        Value.KindOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        Value.KindOneofCase.NullValue => null,
        _ => throw new RpcException(new(StatusCode.InvalidArgument, $"Argument '{name}' is a {value.KindCase}; a command takes text, numbers, booleans or nothing.")),
    };

    private static Wire.InputType Type(InputType type) => type switch
    {
        InputType.Text => Wire.InputType.Text,
        InputType.SecretText => Wire.InputType.SecretText,
        InputType.Choice => Wire.InputType.Choice,
        InputType.Boolean => Wire.InputType.Boolean,
        InputType.Number => Wire.InputType.Number,
        _ => Wire.InputType.Unspecified,
    };
}
