using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The arguments that a command declares, filled with the values that its caller gave.</summary>
internal static class CommandArguments
{
    public static async Task<(InteractionInputCollection Arguments, string? Problem)> BindAsync(ResourceCommandAnnotation command, InteractionInputCollection given, IServiceProvider services, CancellationToken cancellationToken)
    {
        var bound = new InteractionInputCollection([.. command.Arguments.Select(declared =>
            declared.WithValue(given.TryGetByName(declared.Name, out var input) ? input.Value : declared.Value))]);
        var unknown = given.Names.Where(name => !bound.ContainsName(name)).ToList();
        if (unknown.Count > 0)
        {
            var declared = bound.Count == 0 ? "It takes none." : $"It takes: {string.Join(", ", bound.Names)}.";
            return (bound, $"Command '{command.Name}' does not take the arguments: {string.Join(", ", unknown)}. {declared}");
        }

        foreach (var input in bound)
        {
            if (Problem(input) is { } problem)
            {
                input.ValidationErrors.Add(problem);
            }
        }

        if (command.ValidateArguments is { } validate && bound.All(input => input.ValidationErrors.Count == 0))
        {
            await validate(new InputsDialogValidationContext { Inputs = bound, Services = services, CancellationToken = cancellationToken }).ConfigureAwait(false);
        }

        var errors = bound.SelectMany(input => input.ValidationErrors.Select(error => $"{input.Name}: {error}")).ToList();
        return (bound, errors.Count == 0 ? null : $"Command '{command.Name}' has invalid arguments. {string.Join(" ", errors)}");
    }

    private static string? Problem(InteractionInput input) => input switch
    {
        { Value: null or "" } => input.Required ? "Value is required." : null,
        { MaxLength: { } max, Value.Length: var length } when length > max => $"Value must be {max} characters or less.",
        { InputType: InputType.Number } when !double.TryParse(input.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "Value must be a number.",
        { InputType: InputType.Boolean } when !bool.TryParse(input.Value, out _) => "Value must be 'true' or 'false'.",
        { InputType: InputType.Choice, AllowCustomChoice: false, Options: { } options } when !options.Any(option => option.Key == input.Value) =>
            $"Value must be one of: {string.Join(", ", options.Select(option => option.Key))}.",
        _ => null,
    };
}
