using System.Globalization;

namespace EndToEnd;

/// <summary>What a process listens on, from /proc (proc_net(5)).</summary>
internal static class ListeningSockets
{
    private const string Listen = "0A";

    public static IReadOnlyList<(string Text, bool IsLoopback)> Of(int process)
    {
        try
        {
            var sockets = Inodes(process);
            return [.. Table("tcp", process, sockets), .. Table("tcp6", process, sockets)];
        }
        catch (IOException) when (!Directory.Exists($"/proc/{process}"))
        {
            return []; // it ended between the two looks, as a connection of PostgreSQL does
        }
    }

    //   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
    //    0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 20911
    private static IEnumerable<(string Text, bool IsLoopback)> Table(string name, int process, HashSet<string> sockets)
    {
        foreach (var line in File.ReadLines($"/proc/{process}/net/{name}").Skip(1))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields[3] != Listen || !sockets.Contains(fields[9])) continue;
            var (address, port) = (fields[1].Split(':')[0], fields[1].Split(':')[1]);
            yield return ($"{name} {address}:{int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture)}", IsLoopback(address));
        }
    }

    // IPv4 in host byte order: 127.x.y.z ends with 7F. IPv6 ::1, or ::ffff:127.x.y.z.
    private static bool IsLoopback(string address) => address.Length == 8
        ? address.EndsWith("7F", StringComparison.Ordinal)
        : address == "00000000000000000000000001000000" || (address.StartsWith("0000000000000000FFFF0000", StringComparison.Ordinal) && address.EndsWith("7F", StringComparison.Ordinal));

    private static HashSet<string> Inodes(int process)
    {
        var inodes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var descriptor in Directory.GetFiles($"/proc/{process}/fd"))
        {
            // socket:[20911]; null when it was closed between the two looks
            if (new FileInfo(descriptor).LinkTarget is { } target && target.StartsWith("socket:[", StringComparison.Ordinal))
                inodes.Add(target["socket:[".Length..^1]);
        }
        return inodes;
    }
}
