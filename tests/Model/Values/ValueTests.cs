using CsCheck;
using Parity.Model;

namespace Model.Values;

public sealed class ValueTests
{
    [Fact]
    public void Sequences_equal_by_elements_and_order() =>
        Gen.Int[0, 3].Array[0, 4].Sample(items =>
        {
            Sequence<int> one = [.. items];
            var other = items.ToSequence();
            Assert.Equal((one, one.GetHashCode()), (other, other.GetHashCode()));
            Assert.NotEqual(one, one.Add(9));
        });

    [Fact]
    public void Maps_equal_whatever_order_they_were_written_in() =>
        Gen.Select(Gen.String.HashSet[0, 6], Gen.Int).Sample((keys, seed) =>
        {
            var one = keys.ToMap(key => key, key => key.Length + seed);
            var other = keys.Reverse().ToMap(key => key, key => key.Length + seed);
            Assert.Equal((one, one.GetHashCode(), one.ToString()), (other, other.GetHashCode(), other.ToString()));
        });

    [Fact]
    public void Durations_are_read_as_they_were_written() =>
        Gen.Long[0, 4_000_000_000].Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)).Sample(duration =>
            Duration.TryParse(Duration.Format(duration), out var read) && read == duration);

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("")]
    [InlineData("-1s")]
    [InlineData("1s1m")]
    public void A_duration_without_a_unit_is_none(string text) => Assert.False(Duration.TryParse(text, out _));
}
