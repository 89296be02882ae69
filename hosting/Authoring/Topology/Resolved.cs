using Parity.Model;

namespace Parity.Authoring;

/// <summary>What a value of Aspire's model is in a cluster.</summary>
internal abstract record Resolved
{
    private Resolved()
    {
    }

    /// <summary>Text, the same in every environment.</summary>
    public sealed record Plain(string Value) : Resolved;

    /// <summary>An entry of a Secret object.</summary>
    public sealed record Hidden(Declared<string> Name, string Entry) : Resolved;

    /// <summary>A secret together with other text, which no Secret object is known to hold.</summary>
    public sealed record Composed : Resolved;

    /// <summary>Nothing that a manifest can hold.</summary>
    /// <param name="Cause">Why, after "its setting X".</param>
    public sealed record Unknown(string Cause) : Resolved;
}
