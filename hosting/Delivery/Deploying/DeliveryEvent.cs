namespace Parity.Delivery;

/// <summary>Something that happened on the way, for people to follow.</summary>
/// <param name="Weight">How much it matters.</param>
/// <param name="Section">Part of the deploy that it belongs to: <c>preflight</c>, <c>stage 2</c>, <c>restore</c>.</param>
/// <param name="Message">One line; never a secret.</param>
public sealed record DeliveryEvent(Parity.Model.Severity Weight, string Section, string Message)
{
    /// <summary>The object that it is about, so that a table can keep one row of it; empty for none.</summary>
    public string Target { get; init; } = "";

    /// <summary>Whether the object is where it is to be.</summary>
    public bool IsDone { get; init; }

    public static DeliveryEvent Info(string section, string message) => new(Model.Severity.Info, section, message);

    /// <summary>How far an object is.</summary>
    public static DeliveryEvent Of(string section, ObjectKey key, string state) => new(Model.Severity.Info, section, $"{key} {state}") { Target = key.ToString() };

    public static DeliveryEvent Warning(string section, string message) => new(Model.Severity.Warning, section, message);

    public static DeliveryEvent Error(string section, string message) => new(Model.Severity.Error, section, message);
}
