using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Facts;

/// <summary>The keys of a Secret, whether they stand in data or in stringData; never a value.</summary>
internal static class SecretKeys
{
    public static IReadOnlyList<string> Of(KubeObject secret) =>
        [.. secret.Root.Entries("data").Concat(secret.Root.Entries("stringData")).Select(pair => pair.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
