using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

public class ExpressionTests
{
    [Fact]
    public async Task An_expression_is_a_value_at_run_time_and_an_expression_in_the_manifest()
    {
        var builder = Models.Run("--Parameters:user=ann");
        var user = builder.AddParameter("user");
        var expression = ReferenceExpression.Create($"name={user};literal={"{a}"};doubled={{b}}");
        Assert.Equal("name={user.value};literal={a};doubled={b}", expression.ValueExpression);
        Assert.Equal("name=ann;literal={a};doubled={b}", await expression.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_value_that_failed_is_set_too()
    {
        var value = new ValueSnapshot<string>();
        Assert.False(value.IsValueSet);
        value.SetException(new InvalidOperationException("no port"));
        Assert.True(value.IsValueSet);
        await Assert.ThrowsAsync<InvalidOperationException>(() => value.GetValueAsync(TestContext.Current.CancellationToken));
        value.SetValue("5000");
        Assert.Equal("5000", await value.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_builder_appends_part_by_part()
    {
        var user = Models.Run("--Parameters:user=a b").AddParameter("user");
        var builder = new ReferenceExpressionBuilder();
        Assert.True(builder.IsEmpty);
        builder.AppendLiteral("u=");
        builder.Append($"{user.Resource:uri};{user}");
        builder.AppendFormatted(";x y", "uri");
        builder.AppendValueProvider(user);
        Assert.Equal("u=a%20b;a b%3Bx%20ya b", await builder.Build().GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("true", "on")]
    [InlineData("TRUE", "on")]
    [InlineData("no", "off")]
    public async Task A_conditional_chooses_by_the_value_of_its_condition(string value, string expected)
    {
        var flag = Models.Run($"--Parameters:flag={value}").AddParameter("flag");
        var expression = ReferenceExpression.CreateConditional(flag.Resource, "True", ReferenceExpression.Create($"on"), ReferenceExpression.Create($"off"));
        Assert.Equal(expected, await expression.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("{cond-flag-value-26f1aaa4.connectionString}", expression.ValueExpression);
    }

    [Fact]
    public async Task An_empty_expression_has_no_value() => Assert.Null(await ReferenceExpression.Empty.GetValueAsync(TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_tls_value_follows_the_endpoint()
    {
        var site = Models.Run().AddExecutable("site", "site", ".").WithHttpsEndpoint().WithHttpEndpoint();
        Assert.Equal("wss", await site.GetEndpoint("https").GetTlsValue(ReferenceExpression.Create($"wss"), ReferenceExpression.Create($"ws")).GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("ws", await site.GetEndpoint("http").GetTlsValue(ReferenceExpression.Create($"wss"), ReferenceExpression.Create($"ws")).GetValueAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Test vectors of the xxHash specification's reference implementation.</summary>
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void The_hash_of_conditional_names_is_xxhash(string text, uint expected) => Assert.Equal(expected, XxHash32.Hash(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_missing_endpoint_says_which_ones_there_are()
    {
        var site = Models.Run().AddExecutable("site", "site", ".").WithHttpEndpoint();
        Assert.Equal("The endpoint `grpc` is not defined for the resource `site`. Available endpoints: `http`.", Assert.Throws<InvalidOperationException>(() => site.GetEndpoint("grpc").Scheme).Message);
        Assert.Equal("The endpoint `http` is not allocated for the resource `site`.", Assert.Throws<InvalidOperationException>(() => site.GetEndpoint("http").Url).Message);
    }
}
