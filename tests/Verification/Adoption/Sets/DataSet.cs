using System.Globalization;
using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>A collected folder whose differences are known: one row each in differences.txt, category | workload | path | a value per environment.</summary>
internal sealed record DataSet(string Name, SourceTree Tree, IReadOnlyList<string> Expected)
{
    public static DataSet Read(string name)
    {
        var folder = Path.Combine(Root, name);
        var expected = File.ReadAllLines(Path.Combine(folder, "differences.txt")).Where(line => line.Length > 0 && line[0] != '#');
        return new(name, new([.. Collected.Folder(folder).Files.Where(file => file.Path.Contains('/', StringComparison.Ordinal))]), [.. expected]);
    }

    public static string Row(EnvironmentDifference each) => $"{each.Category} | {each.Workload} | {each.Path} | {string.Join(" | ", each.Values.Select(value => Text(value.Value)))}";

    private static string Text(object? value) => value switch
    {
        null => "-",
        bool truth => truth ? "true" : "false",
        IReadOnlyList<string> words => string.Join(", ", words),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "System.sln"))) directory = directory.Parent!;
            return Path.Combine(directory.FullName, "tests/Verification/Adoption/Sets");
        }
    }
}
