using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

internal static class GeneratedPassword
{
    // Without l, o, O, 0, 1 and I, which people confuse; the special characters need no escaping in URLs and shells' double quotes.
    private const string LowerChars = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperChars = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericChars = "0123456789";
    private const string SpecialChars = "-_.{}~()*+!";

    public static string Create(GenerateParameterDefault rule)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rule.MinLength);
        (string Chars, bool Allowed, int Minimum, string Name)[] classes =
        [
            (LowerChars, rule.Lower, rule.MinLower, nameof(rule.Lower)),
            (UpperChars, rule.Upper, rule.MinUpper, nameof(rule.Upper)),
            (NumericChars, rule.Numeric, rule.MinNumeric, nameof(rule.Numeric)),
            (SpecialChars, rule.Special, rule.MinSpecial, nameof(rule.Special)),
        ];
        foreach (var (_, allowed, minimum, name) in classes)
        {
            if (minimum < 0 || (minimum > 0 && !allowed))
            {
                throw new ArgumentException($"A generated value cannot contain at least {minimum} characters of the class '{name}'{(allowed ? "" : ", which is switched off")}.");
            }
        }

        var alphabet = string.Concat(classes.Where(c => c.Allowed).Select(c => c.Chars));
        if (alphabet.Length == 0)
        {
            throw new ArgumentException("A generated value needs at least one class of characters: lower, upper, numeric or special.");
        }

        var required = classes.SelectMany(c => RandomNumberGenerator.GetItems<char>(c.Chars, c.Minimum)).ToList();
        var free = Math.Max(0, rule.MinLength - required.Count);
        char[] chars = [.. required, .. RandomNumberGenerator.GetItems<char>(alphabet, free)];
        RandomNumberGenerator.Shuffle<char>(chars);
        return new string(chars);
    }
}
