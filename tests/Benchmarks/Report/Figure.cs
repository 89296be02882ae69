namespace Benchmarks;

/// <summary>One measured number: what it is, its value, and the value of what ran beside it.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The value with its unit.</param>
/// <param name="Ratio">The ratio to what ran beside it, or empty.</param>
/// <param name="Beside">What ran beside it, with its own value, or empty.</param>
/// <param name="Goal">What it should be, or empty.</param>
internal sealed record Figure(string Name, string Value, string Ratio, string Beside, string Goal);
