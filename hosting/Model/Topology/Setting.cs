namespace Parity.Model;

/// <summary>One configuration key of a workload, as an environment variable.</summary>
/// <param name="Key">As the environment variable is called: <c>Orders__HoldFor</c>.</param>
/// <param name="Value">Never a secret.</param>
public sealed record Setting(string Key, Declared<string> Value);

/// <summary>A configuration key whose value is in a Secret that somebody else keeps.</summary>
/// <param name="Key">As the environment variable would be called: <c>ConnectionStrings__shop</c>.</param>
/// <param name="Name">Name of the Secret object, per environment if need be.</param>
/// <param name="Entry">Key within the Secret object.</param>
public sealed record Secret(string Key, Declared<string> Name, string Entry)
{
    /// <summary>How the program gets it.</summary>
    public SecretForm Form { get; init; }
}

/// <summary>How a program gets a secret.</summary>
public enum SecretForm
{
    /// <summary>As the file <c>/run/secrets/&lt;Key&gt;</c>, which no child process and no crash report inherits.</summary>
    File,

    /// <summary>As the environment variable <c>Key</c>, for programs that know no other way; a <c>secretKeyRef</c>.</summary>
    Variable,
}
