using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>Collected folders: on disk, or written in a test.</summary>
internal static class Collected
{
    /// <summary>The example data beside the checkout, or null.</summary>
    public static string? Shop
    {
        get
        {
            for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            {
                var shop = Path.Combine(directory.FullName, "shared", "legacy", "shop");
                if (Directory.Exists(shop)) return shop;
            }
            return null;
        }
    }

    public static string ShopOrSkip()
    {
        if (Shop is null) Assert.Skip("../shared/legacy/shop is missing: put the example data of issue 4 into shared/ beside the checkout.");
        return Shop!;
    }

    public static SourceTree Folder(string path) => new([.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(file => new SourceFile(Path.GetRelativePath(path, file).Replace('\\', '/'), File.ReadAllText(file)))]);

    public static SourceTree Of(params (string Path, string Text)[] files) => new([.. files.Select(file => new SourceFile(file.Path, file.Text))]);
}
