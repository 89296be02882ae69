namespace Parity.Verification.Adoption.Facts;

/// <summary>Where the value of an environment variable comes from.</summary>
internal enum Origin
{
    Literal,
    ConfigMap,
    Secret,
    Field,
    Unresolved,
}

/// <summary>One variable as the process sees it.</summary>
/// <param name="Effective">The value; of a secret or a field its reference.</param>
/// <param name="Source">The name of the ConfigMap or Secret.</param>
/// <param name="Written">The text before $(NAME) was replaced.</param>
internal sealed record Variable(string Name, string Effective, Origin Origin, string Source, string SourceKey, string Written)
{
    public static Variable Literal(string name, string effective, string written) => new(name, effective, Origin.Literal, "", "", written);

    public static Variable FromConfigMap(string name, string effective, string map, string key) => new(name, effective, Origin.ConfigMap, map, key, effective);

    public static Variable FromSecret(string name, string secret, string key) =>
        new(name, $"secret {secret}/{key}", Origin.Secret, secret, key, "");

    public static Variable FromField(string name, string field) => new(name, field, Origin.Field, "", "", "");
}
