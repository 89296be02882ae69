using System.Text.Json;
using Parity.Model;
using Parity.Verification;

namespace Verification.Matrix;

public sealed class ParityPageTests
{
    private static readonly ParityReport Report = new(
        ["dev", "production"],
        [
            new Difference { Subject = "orders", Leaf = "setting Banner", Kind = DifferenceKind.Declared, Severity = DifferenceSeverity.Notice, Values = Map.Of(("dev", "<script>alert('x')</script>"), ("production", "\"&\"")), Reason = "</td><b>bold" },
            new Difference { Subject = "orders", Leaf = "orders/deployment spec.paused", Kind = DifferenceKind.Undeclared, Severity = DifferenceSeverity.Error, Values = Map.Of(("dev", "true")), Reason = "nothing says so" },
        ],
        2);

    [Fact]
    public void The_page_shows_values_as_text_and_never_as_markup()
    {
        var page = ParityPage.Write(Report, "shop <1>");

        Assert.Equal(1, Count(page, "<script>"));
        Assert.Equal(0, Count(page, "<b>"));
        Assert.Equal(1, Count(page, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
        Assert.Equal(1, Count(page, "<title>shop &lt;1&gt;</title>"));
    }

    [Fact]
    public void The_page_needs_no_network() => Assert.Equal(0, Count(ParityPage.Write(Report, "shop"), "http://") + Count(ParityPage.Write(Report, "shop"), "https://") + Count(ParityPage.Write(Report, "shop"), "src="));

    [Fact]
    public void Json_names_each_environment_and_null_where_a_leaf_is_absent()
    {
        using var json = JsonDocument.Parse(ParityJson.Write(Report));
        var undeclared = json.RootElement.GetProperty("differences")[1];

        Assert.Equal(("undeclared", "error", "true", JsonValueKind.Null), (undeclared.GetProperty("kind").GetString(), undeclared.GetProperty("severity").GetString(), undeclared.GetProperty("values").GetProperty("dev").GetString(), undeclared.GetProperty("values").GetProperty("production").ValueKind));
        Assert.False(json.RootElement.GetProperty("holds").GetBoolean());
    }

    private static int Count(string page, string text) => page.Split(text).Length - 1;
}
