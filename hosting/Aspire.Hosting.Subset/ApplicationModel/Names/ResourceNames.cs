namespace Aspire.Hosting.ApplicationModel;

/// <summary>How the names of the model compare; all of them ignore case.</summary>
internal static class ResourceNames
{
    public static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    public static bool Equal(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
