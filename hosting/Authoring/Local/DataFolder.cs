using Aspire.Hosting;

namespace Parity.Authoring;

/// <summary>Where the local system keeps its data: <c>.data</c> in the AppHost's folder, or the setting <c>DataDirectory</c>.</summary>
internal sealed class DataFolder(string path)
{
    public static DataFolder Of(IDistributedApplicationBuilder builder) =>
        new(Path.GetFullPath(builder.Configuration["DataDirectory"] is { Length: > 0 } directory ? directory : ".data", builder.AppHostDirectory));

    public string Subfolder(string name) => Path.Combine(path, name);

    public void Delete()
    {
        if (!Directory.Exists(path)) return;

        var server = Directory.EnumerateFiles(path, "postmaster.pid", SearchOption.AllDirectories).FirstOrDefault(IsHeld);
        if (server is not null)
            throw new DistributedApplicationException($"The data in '{path}' is in use (see '{server}'). Stop the other AppHost first, then reset.");
        Directory.Delete(path, recursive: true);
    }

    // The first line of postmaster.pid is the process id of the server that holds the folder; after a crash and a reboot, that of anybody.
    public static bool IsHeld(string lockFile) =>
        File.Exists(lockFile) && int.TryParse(File.ReadLines(lockFile).FirstOrDefault(), out var id) && NameOf(id) == "postgres";

    private static string NameOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/comm").TrimEnd('\n');
        }
        // There is no such process, or it ended meanwhile.
        catch (IOException)
        {
            return "";
        }
    }
}
