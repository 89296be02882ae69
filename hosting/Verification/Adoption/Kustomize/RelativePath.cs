namespace Parity.Verification.Adoption.Kustomize;

/// <summary>Paths inside the collected folder, with forward slashes and without dots.</summary>
internal static class RelativePath
{
    public static string Join(string folder, string relative)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in relative.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }
        return string.Join('/', parts);
    }

    public static string Folder(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";

    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
