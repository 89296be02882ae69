namespace Parity.Delivery;

/// <summary>An image cannot be built, with every reason.</summary>
public sealed class ImageBuildException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems => problems;
}
