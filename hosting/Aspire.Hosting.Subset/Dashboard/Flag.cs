namespace Aspire.Hosting.Dashboard;

/// <summary>A setting that is on or off: true and false, or 1 and 0 as shells prefer.</summary>
internal static class Flag
{
    public static bool? Read(string? value) => value switch
    {
        "1" => true,
        "0" => false,
        _ => bool.TryParse(value, out var parsed) ? parsed : null,
    };
}
