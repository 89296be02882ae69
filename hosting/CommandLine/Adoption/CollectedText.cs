using System.Text;

namespace Parity.CommandLine;

/// <summary>The text of a file in whatever encoding it came: UTF-8 with or without a mark, UTF-16 as PowerShell redirects, Windows-1252.</summary>
/// <param name="Text">Null for a binary file.</param>
/// <param name="Remark">What may surprise, or null.</param>
/// <param name="Line">Where it does.</param>
internal sealed record CollectedText(string? Text, string? Remark, int Line)
{
    private const int Looked = 8192;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static CollectedText Of(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..]) return new(Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2), "UTF-16, as PowerShell writes it; it was read as such.", 1);
        if (bytes is [0xFE, 0xFF, ..]) return new(Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2), "UTF-16, as PowerShell writes it; it was read as such.", 1);
        var zero = bytes.AsSpan(0, Math.Min(bytes.Length, Looked)).IndexOf((byte)0);
        if (zero >= 0) return new(null, "A binary file; it was left out.", LineOf(bytes, zero));
        try
        {
            return new(Strict.GetString(bytes), null, 1);
        }
        catch (DecoderFallbackException broken)
        {
            var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
            return new(windows.GetString(bytes), "Not UTF-8 from here on; it was read as Windows-1252.", LineOf(bytes, broken.Index));
        }
    }

    private static int LineOf(byte[] bytes, int position) => bytes.AsSpan(0, Math.Clamp(position, 0, bytes.Length)).Count((byte)'\n') + 1;
}
