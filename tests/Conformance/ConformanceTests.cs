using Parity.CommandLine;
using Parity.Model;
using Parity.Verification.Routing;

namespace Conformance;

/// <summary>The tables of this folder, (method, host, path, headers) -> backend or status, hold for every rendering.</summary>
public sealed class ConformanceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "tables");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Hold_for_the_model(string name)
    {
        var table = Read(name);

        Assert.Equal([], table.Routes.Check());
        Assert.Equal([], RouteCheck.Disagreeing(table.Requests.Select(row => (row, Outcome.Of(table.Routes, row.Request)))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Hold_for_yarp(string name)
    {
        var table = Read(name);
        using var backend = new EchoServer();
        await using var yarp = await YarpTarget.StartAsync(table.Routes, backend);
        var answers = new List<(ExpectedRequest, Outcome)>();
        foreach (var row in table.Requests) answers.Add((row, await yarp.SendAsync(row.Request)));

        Assert.Equal([], RouteCheck.Disagreeing(answers));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Hold_for_istio_and_the_gateway_api(string name)
    {
        var table = Read(name);

        foreach (var target in RenderedTarget.All(table.Routes).Where(target => target.Name != "Ingress"))
            Assert.Equal([], RouteCheck.Of(target, table.Requests).Disagreements);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Hold_for_ingress_except_where_a_diagnostic_says_so(string name)
    {
        var table = Read(name);
        var ingress = RenderedTarget.All(table.Routes).Single(target => target.Name == "Ingress");

        Assert.Equal([], RouteCheck.Of(ingress, table.Requests).Disagreements.Where(row => !RenderingTests.Concerned(table.Routes, ingress, row.Row.Request)));
    }

    [Fact]
    public void Are_at_least_200_rows_over_every_target() => Assert.InRange(Names.Sum(name => Read(name.Data).Requests.Count), 200, int.MaxValue);

    private static RequestTable Read(string name)
    {
        var reading = RouteJson.Read(File.ReadAllText(Path.Combine(Folder, name)), name);
        Assert.Equal([], reading.Diagnostics);
        return new(name, reading.Table!, reading.Requests);
    }
}
