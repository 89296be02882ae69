namespace Parity.Verification.Adoption.Yaml;

/// <summary>The quick reader met something beyond its subset; never leaves the reading of YAML.</summary>
internal sealed class DeclinedException : Exception;
