using Parity.Scaling;

namespace Scaling;

public class QuantityTests
{
    [Theory]
    [InlineData("50m", 0.05)]
    [InlineData("0.075", 0.075)]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("1e-2", 0.01)]
    [InlineData("5E-1", 0.5)]
    [InlineData("+100m", 0.1)]
    [InlineData("250000u", 0.25)]
    [InlineData("2k", 2000)]
    [InlineData("1.5Ki", 1536)]
    [InlineData("3E", 3e18)]
    public void Is_read_as_Kubernetes_reads_it(string text, double value) => Assert.Equal(value, Quantity.ToDouble(text));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("1x")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    public void Anything_else_is_refused_by_name(string text) =>
        Assert.Contains($"'{text}' is not a quantity", Assert.Throws<FormatException>(() => Quantity.ToDouble(text)).Message, StringComparison.Ordinal);
}
