using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>Further applications, each environment collected in another form: kustomization, rendered chart, dump; Compose files with .env.</summary>
public sealed class DataSetTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("clinic")]
    [InlineData("harbour")]
    [InlineData("orchard")]
    [InlineData("parcel")]
    [InlineData("quarry")]
    [InlineData("tram")]
    public void Finds_every_difference_and_nothing_that_is_none(string name)
    {
        var set = DataSet.Read(name);
        var result = EnvironmentComparison.Of(set.Tree);
        var found = result.Differences.Select(DataSet.Row).ToList();

        var hits = found.Count(set.Expected.Contains);
        output.WriteLine($"{name}: recall {(double)hits / set.Expected.Count:0.000} of {set.Expected.Count}, precision {(double)hits / found.Count:0.000} of {found.Count}, {result.Equal} places equal");
        foreach (var missed in set.Expected.Except(found)) output.WriteLine($"missed: {missed}");
        foreach (var other in found.Except(set.Expected)) output.WriteLine($"not expected: {other}");
        Assert.Equal(set.Expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.Equal([], result.Diagnostics.Where(each => each.Level == DiagnosticLevel.Problem).Select(each => each.ToString()));
    }

    [Fact]
    public void Own_reader_reads_what_the_full_one_does()
    {
        string[] dumps = [.. DataSet.Read("clinic").Tree.Files.Concat(Collected.Shop is { } shop ? Collected.Folder(shop).Files : []).Select(file => file.Text).Where(text => text.Contains("\nkind: List\n", StringComparison.Ordinal))];
        Assert.NotEmpty(dumps);
        foreach (var dump in dumps)
        {
            // An anchor is more than the own reader knows; it changes nothing else.
            var anchored = dump.Replace("\n  metadata:\n", "\n  metadata: &anchor\n", StringComparison.Ordinal);
            Assert.NotEqual(dump, anchored);

            Assert.Equal([], EnvironmentComparison.Of(Collected.Of(("dev/own.yaml", dump), ("staging/full.yaml", anchored))).Differences.Select(DataSet.Row));
        }
    }
}
