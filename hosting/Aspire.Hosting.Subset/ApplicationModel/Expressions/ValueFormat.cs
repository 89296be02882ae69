namespace Aspire.Hosting.ApplicationModel;

/// <summary>Formats that an interpolated value may ask for, as in {password:uri}.</summary>
internal static class ValueFormat
{
    public static string Apply(string value, string format) => format.ToLowerInvariant() switch
    {
        "uri" => Uri.EscapeDataString(value),
        _ => throw new FormatException($"The format '{format}' is not supported in a reference expression. Use 'uri'."),
    };

    /// <summary>Braces of literal text must survive string.Format; pairs that are escaped already stay as they are.</summary>
    public static string EscapeBraces(string text)
    {
        if (text.AsSpan().IndexOfAny('{', '}') < 0)
        {
            return text;
        }

        var escaped = new System.Text.StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            escaped.Append(c);
            if (c is '{' or '}')
            {
                escaped.Append(c);
                if (i + 1 < text.Length && text[i + 1] == c)
                {
                    i++;
                }
            }
        }

        return escaped.ToString();
    }
}
