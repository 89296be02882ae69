namespace Parity.Verification.Adoption.Meaning;

/// <summary>When a CronJob runs: five fields, or a word for them (@daily), with names for months and days (robfig/cron).</summary>
internal static class CronSchedule
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
    };

    private static readonly (int First, int Last, string[] Names)[] Fields =
    [
        (0, 59, []), (0, 23, []), (1, 31, []),
        (1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        (0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    /// <summary>Each field as the numbers it stands for, so that */15 and 0,15,30,45 are one; text that is no schedule stays as it is.</summary>
    public static string Canonical(string text)
    {
        var trimmed = text.Trim();
        var parts = (Words.GetValueOrDefault(trimmed) ?? trimmed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length) return text;
        var fields = parts.Zip(Fields, Field).ToList();
        return fields.Contains(null) ? text : string.Join(' ', fields);
    }

    private static string? Field(string text, (int First, int Last, string[] Names) field)
    {
        var numbers = new SortedSet<int>();
        foreach (var part in text.Split(','))
        {
            var steps = part.Split('/');
            var ends = steps[0] is "*" or "?" ? [$"{field.First}", $"{field.Last}"] : steps[0].Split('-');
            var step = 1;
            if (steps.Length > 2 || ends.Length > 2 || steps.Length == 2 && (!int.TryParse(steps[1], System.Globalization.CultureInfo.InvariantCulture, out step) || step < 1)) return null;
            if (Number(ends[0], field) is not { } from || Number(ends[^1], field) is not { } to) return null;
            // "5/10" goes on to the end.
            if (ends.Length == 1 && steps.Length == 2) to = field.Last;
            for (var number = from; number <= to; number += step) numbers.Add(number > field.Last ? field.First : number);
        }
        return numbers.Count == field.Last - field.First + 1 ? "*" : string.Join(',', numbers);
    }

    // Sunday is 0 and 7.
    private static int? Number(string text, (int First, int Last, string[] Names) field)
    {
        var name = Array.FindIndex(field.Names, each => text.Equals(each, StringComparison.OrdinalIgnoreCase));
        if (name >= 0) return name + field.First;
        return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= field.First && number <= (field.Names.Length == 7 ? 7 : field.Last) ? number : null;
    }
}
