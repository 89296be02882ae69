namespace Parity.Verification.Adoption.Facts;

/// <summary>What holds where an object is silent, by the path relative to what the table is about; from rows of "path value".</summary>
internal sealed class DefaultTable
{
    private readonly Dictionary<string, Value>.AlternateLookup<ReadOnlySpan<char>> values;

    public DefaultTable(string rows) =>
        values = rows.Split('\n').Select(row => row.Split(' ', 2)).Select(row => (Path: row[0], Text: row.Length > 1 ? row[1] : ""))
            .ToDictionary(row => row.Path, row => row.Text.Length == 0 ? new("", null) : Value.Of(row.Path, row.Text, quoted: false), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The default of a relative path, or null.</summary>
    public Value? Find(ReadOnlySpan<char> relative) => values.TryGetValue(relative, out var value) ? value : null;
}
