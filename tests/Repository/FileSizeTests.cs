namespace Repository;

public sealed class FileSizeTests
{
    private const int Limit = 300;

    [Fact]
    public void No_source_file_exceeds_300_lines()
    {
        var long_ = Sources().Where(file => file.Lines > Limit).Select(file => $"{file.Path} ({file.Lines})");

        Assert.Equal([], long_);
    }

    [Fact]
    public void The_median_source_file_is_under_60_lines()
    {
        var lines = Sources().Select(file => file.Lines).Order().ToList();

        Assert.InRange(lines[lines.Count / 2], 1, 59);
    }

    private static IEnumerable<(string Path, int Lines)> Sources() =>
        Tree.Files("*.cs").Select(path => (path, File.ReadLines(Path.Combine(Tree.Root, path)).Count()));
}
