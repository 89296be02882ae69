using System.Globalization;
using System.Text;

namespace Parity.Verification.Adoption.Yaml;

/// <summary>The escapes of a double-quoted scalar (YAML 1.2, 5.7).</summary>
internal static class Escapes
{
    public static string Resolve(ReadOnlySpan<char> body)
    {
        var result = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '\\' || i + 1 >= body.Length)
            {
                result.Append(body[i]);
                continue;
            }
            i++;
            var digits = body[i] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits == 0)
            {
                result.Append(Simple(body[i]));
                continue;
            }
            if (i + digits >= body.Length || !int.TryParse(body.Slice(i + 1, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
                throw new DeclinedException();
            // A surrogate comes as one half at a time, as JSON writes it.
            if (code is >= 0xD800 and <= 0xDFFF || code < 0x10000) result.Append((char)code);
            else if (code <= 0x10FFFF) result.Append(char.ConvertFromUtf32(code));
            else throw new DeclinedException();
            i += digits;
        }
        return result.ToString();
    }

    private static char Simple(char c) => c switch
    {
        '0' => '\0',
        'a' => '\a',
        'b' => '\b',
        't' or '\t' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        'e' => '\e',
        'N' => '\u0085',
        '_' => '\u00a0',
        'L' => '\u2028',
        'P' => '\u2029',
        ' ' or '"' or '/' or '\\' => c,
        _ => throw new DeclinedException(),
    };
}
