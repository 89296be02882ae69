namespace EndToEnd;

/// <summary>The processes of this machine, from /proc.</summary>
internal static class ProcessList
{
    public static string Name(int id) => File.ReadAllText($"/proc/{id}/comm").Trim();

    /// <summary>All that carry <paramref name="marker"/> in their environment: every process that a started AppHost left anywhere.</summary>
    public static IReadOnlyList<(int Id, string Command)> WithEnvironment(string marker)
    {
        var found = new List<(int, string)>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id)) continue;
            try
            {
                if (!File.ReadAllText(Path.Combine(folder, "environ")).Contains(marker, StringComparison.Ordinal)) continue;
                var command = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
                if (command.Length > 0) found.Add((id, command)); // a zombie has none
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // it ended between the two looks
            }
        }
        return found;
    }
}
