namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names become DNS labels and environment variables, hence letters, digits and single hyphens only.</summary>
internal static class ModelName
{
    public static void ValidateName(string target, string name, NameValidationPolicyAnnotation? policy = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(name);
        if (Problem(target, name, policy ?? NameValidationPolicyAnnotation.Default) is { } problem)
        {
            throw new ArgumentException(problem, nameof(name));
        }
    }

    public static string? Problem(string target, string name, NameValidationPolicyAnnotation policy)
    {
        var cause = name switch
        {
            _ when policy.MaxLength is { } max && (name.Length < 1 || name.Length > max) =>
                $"Name must be between 1 and {max} characters long.",
            _ when policy.ValidateAllowedCharacters && !name.All(c => c is '-' || char.IsAsciiLetterOrDigit(c)) =>
                "Name must contain only ASCII letters, digits, and hyphens.",
            _ when policy.ValidateNoConsecutiveHyphens && name.Contains("--", StringComparison.Ordinal) =>
                "Name cannot contain consecutive hyphens.",
            _ when policy.ValidateStartsWithLetter && name.Length > 0 && !char.IsAsciiLetter(name[0]) =>
                "Name must start with an ASCII letter.",
            _ when policy.ValidateNoTrailingHyphen && name.EndsWith('-') =>
                "Name cannot end with a hyphen.",
            _ => null,
        };
        return cause is null ? null : $"{target} name '{name}' is invalid. {cause}";
    }
}
