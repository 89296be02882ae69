using Parity.CommandLine;
using Parity.Model;
using Parity.Verification.Routing;

namespace Conformance;

public sealed class CheckRoutesTests : IDisposable
{
    private static readonly RouteTable Own = RouteTable.Of(Route.Prefix("/own").To("own"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("check-routes-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Reports_every_broken_file_with_its_line_at_once()
    {
        Write("a.json", "{\n  \"routes\": [\n    {\"path\": {\"prefix\": \"/\"} \"backends\": []}\n  ]\n}");
        Write("b.json", "{\"requests\": [\n  {\"path\": \"/\", \"expect\": 404},\n  {\"path\": \"/\"}\n]}");
        Write("c.json", "{\"routes\": [{\"name\": \"x\", \"path\": {\"prefix\": \"x\"}, \"backends\": [{\"workload\": \"w\"}]}]}");
        Write("d.json", "{\"requests\": [\n  {\"path\": \"/\", \"expct\": 1, \"expect\": 404}]}");
        Write("good.json", "{\"requests\": [{\"path\": \"/own\", \"expect\": \"own\"}]}");

        var reading = RequestTables.Read(folder.FullName, Own);

        Assert.Equal(
            [("ROUTE-020", "a.json:3"), ("ROUTE-022", "b.json:3, requests[1]"), ("ROUTE-001", "c.json:1, route 'x'"), ("ROUTE-021", "d.json:2, requests[0]")],
            reading.Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Subject)));
    }

    [Fact]
    public void Means_the_own_routes_where_a_file_has_none()
    {
        Write("rows.json", "{\"requests\": [{\"path\": \"/own/x\", \"expect\": \"own\", \"expectPath\": \"/own/x\"}, {\"path\": \"/owner\", \"expect\": \"own\"}]}");

        var reading = RequestTables.Read(folder.FullName, Own);

        var table = Assert.Single(reading.Tables);
        Assert.Equal(Own, table.Routes);
        foreach (var target in RenderedTarget.All(table.Routes))
        {
            var check = RouteCheck.Of(target, table.Requests);
            Assert.Equal((false, [1]), (check.Holds, check.Disagreements.Select(row => row.Index).ToSequence()));
        }
    }

    [Fact]
    public void An_announced_approximation_lists_its_rows_and_holds()
    {
        var table = RouteTable.Of(Route.Prefix("/").WithHeader("x-beta", "1").To("beta"), Route.Prefix("/").To("plain"));
        ExpectedRequest[] rows = [new(new("GET", "h", "/", Map.Of(("x-beta", "1"))), new Expectation.Reaches("beta"), ""), new(new("GET", "h", "/", []), new Expectation.Reaches("plain"), "")];

        var check = RouteCheck.Of(RenderedTarget.Of("Ingress", RenderedTarget.Kinds["Ingress"], table), rows);

        Assert.Equal((true, ["ROUTE-031"], [0]), (check.Holds, check.Support.Codes.ToSequence(), check.Disagreements.Select(row => row.Index).ToSequence()));
    }

    [Fact]
    public void A_folder_without_tables_cannot_be_checked() =>
        Assert.Equal(["ROUTE-040", "ROUTE-040", "ROUTE-041"],
            new[] { RequestTables.Read(folder.FullName, Own), RequestTables.Read(Path.Combine(folder.FullName, "none"), Own), RequestTables.Own(null) }.SelectMany(reading => reading.Diagnostics).Select(diagnostic => diagnostic.Code));

    [Fact]
    public async Task Asks_the_real_ingress_program()
    {
        var table = RouteTable.Of(Route.Prefix("/foo").To("one").WithRewrite("/"), Route.Prefix("/split").To("one").AndTo("two"));
        Sequence<ExpectedRequest> rows =
        [
            new(new("GET", "h", "/foo/bar?x", []), new Expectation.Reaches("one"), "/bar"),
            new(new("HEAD", "h", "/split", []), new Expectation.Reaches("two"), "/split"),
            new(new("GET", "h", "/foobar", []), new Expectation.Reaches("one"), ""),
            new(new("GET", "h", "/alive", []), new Expectation.Answers(404), ""),
        ];
        var program = new IngressProgram(typeof(Ingress.IngressApplication).Assembly.Location);

        var check = await program.CheckAsync(new("sample", table, rows), TestContext.Current.CancellationToken);

        Assert.Equal([(2, Outcome.NotFound)], check.Disagreements.Select(row => (row.Index, row.Got)));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
