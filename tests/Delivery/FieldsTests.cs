using System.Text.Json.Nodes;
using Parity.Delivery;

namespace Delivery;

public sealed class FieldsTests
{
    [Theory]
    [InlineData("""{"a":"1000m"}""", """{"a":"1"}""")]
    [InlineData("""{"a":"1Gi"}""", """{"a":"1073741824"}""")]
    [InlineData("""{"a":{}}""", """{"b":1}""")]
    [InlineData("""{"l":[{"name":"x","v":1}]}""", """{"l":[{"name":"w"},{"name":"x","v":1,"d":2}]}""")]
    public void What_the_server_adds_or_writes_its_own_way_is_no_difference(string wanted, string actual) =>
        Assert.Equal([], Fields.Missing(JsonNode.Parse(wanted), JsonNode.Parse(actual)));

    [Theory]
    [InlineData("""{"a":"2"}""", """{"a":"1"}""", "a")]
    [InlineData("""{"a":{"b.c/d":true}}""", """{"a":{}}""", "a.b.c/d")]
    [InlineData("""{"l":[{"name":"x","v":1}]}""", """{"l":[{"name":"x","v":2}]}""", "l[x].v")]
    [InlineData("""{"l":["a","b"]}""", """{"l":["a"]}""", "l[1]")]
    public void A_leaf_that_is_otherwise_is_named(string wanted, string actual, string path) =>
        Assert.Equal([path], Fields.Missing(JsonNode.Parse(wanted), JsonNode.Parse(actual)).Select(difference => difference.Path));
}
