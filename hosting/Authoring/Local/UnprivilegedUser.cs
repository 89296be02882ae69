using System.Diagnostics;
using Aspire.Hosting;

namespace Parity.Authoring;

/// <summary>
/// Who runs a program that refuses root: the caller, or, when the caller is root, the system's <c>postgres</c> or <c>nobody</c> user
/// through setpriv(1) with no capability left but, where a folder above is closed to others, the one to pass through it.
/// </summary>
internal sealed class UnprivilegedUser
{
    private readonly (int Uid, int Gid)? _dropTo;

    private UnprivilegedUser((int Uid, int Gid)? dropTo) => _dropTo = dropTo;

    public static UnprivilegedUser Current { get; } = new(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? FindUser() : null);

    /// <summary>The command line that runs <paramref name="program"/> as this user; <paramref name="folders"/> are what else it must reach.</summary>
    public IReadOnlyList<string> Command(string program, IReadOnlyList<string> folders)
    {
        if (_dropTo is not var (uid, gid)) return [program];

        // With its parent gone the program ends too: nothing survives a killed wrapper.
        // initdb asks access(2), which looks at the real user without its capabilities unless this bit is set.
        string[] passage = folders.Append(program).All(IsReachableByOthers)
            ? ["--bounding-set=-all"]
            : ["--securebits=+no_setuid_fixup", .. Keep(Linux.CanReadAnywhere ? "+dac_read_search" : "+dac_override")];
        return [Setpriv, $"--reuid={uid}", $"--regid={gid}", "--clear-groups", "--no-new-privs", "--pdeathsig=QUIT", .. passage, "--", program];
    }

    /// <summary>Makes the folder and all in it this user's, and closed to others.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (_dropTo is not var (uid, gid)) return;

        using var chown = Process.Start("chown", ["-R", $"{uid}:{gid}", folder]);
        await chown.WaitForExitAsync(cancellation).ConfigureAwait(false);
        if (chown.ExitCode != 0) throw new DistributedApplicationException($"'{folder}' could not be given to user {uid}: chown ended with {chown.ExitCode}.");
    }

    private static string Setpriv => Array.Find(["/usr/bin/setpriv", "/bin/setpriv"], File.Exists)
        ?? throw new DistributedApplicationException("PostgreSQL refuses to run as root, and setpriv(1) is missing to run it as another user. Install util-linux, or start the AppHost as an ordinary user.");

    private static string[] Keep(string capability) =>
        [$"--inh-caps=-all,{capability}", $"--ambient-caps=-all,{capability}", $"--bounding-set=-all,{capability}"];

    private static bool IsReachableByOthers(string path)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
            if (!OperatingSystem.IsWindows() && !File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute)) return false;
        return true;
    }

    // postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash
    private static (int Uid, int Gid) FindUser()
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var user = users.Find(fields => fields[0] == "postgres") ?? users.Find(fields => fields[0] == "nobody");
        return user is not null && int.TryParse(user[2], out var uid) && int.TryParse(user[3], out var gid) ? (uid, gid) : (65534, 65534);
    }

    private static class Linux
    {
        private const int ReadSearchBit = 2; // CAP_DAC_READ_SEARCH, capabilities(7)

        // CapEff:	000001ffffffffff
        public static bool CanReadAnywhere { get; } =
            File.Exists("/proc/self/status")
            && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("CapEff:", StringComparison.Ordinal)) is { } effective
            && (Convert.ToUInt64(effective["CapEff:".Length..].Trim(), 16) >> ReadSearchBit & 1) == 1;
    }
}
