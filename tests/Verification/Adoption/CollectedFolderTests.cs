using System.Text;
using Parity.CommandLine;

namespace Verification.Adoption;

/// <summary>A folder as it comes from somebody's disk.</summary>
public sealed class CollectedFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("collected-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Text_is_read_in_the_encoding_that_it_has()
    {
        Write("dev/a.yaml", new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes("a: ü")));
        Write("dev/b.yaml", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a: ü")));
        Write("dev/c.yaml", Encoding.ASCII.GetBytes("x: 1\na: ").Append((byte)0xFC));
        Write("dev/d.yaml", [1, 2, 0, 3]);
        Write("dev/logo.png", [1, 2, 0, 3]);

        var tree = CollectedFolder.Read(folder);

        Assert.Equal(["\uFEFFa: ü", "a: ü", "x: 1\na: ü"], tree.Files.Select(file => file.Text));
        Assert.Equal(["Note ADOPT-056 dev/b.yaml:1", "Note ADOPT-056 dev/c.yaml:2", "Problem ADOPT-056 dev/d.yaml:1", "Note ADOPT-056 dev/logo.png:1"], tree.Unread.Select(each => $"{each.Level} {each.Code} {each.File}:{each.Line}"));
    }

    [Fact]
    public void Links_that_lead_back_are_named_and_the_rest_is_read()
    {
        Write("dev/a.yaml", "a: 1"u8.ToArray());
        Directory.CreateSymbolicLink(Path.Combine(folder, "dev/loop"), folder);
        File.CreateSymbolicLink(Path.Combine(folder, "dev/gone.yaml"), Path.Combine(folder, "nowhere"));
        Directory.CreateDirectory(Path.Combine(folder, "production"));
        Write(".git/config", "x"u8.ToArray());
        Write("dev/.env", "A=1"u8.ToArray());

        var tree = CollectedFolder.Read(folder);

        Assert.Equal(["dev/.env", "dev/a.yaml"], tree.Files.Select(file => file.Path));
        Assert.Equal(["dev", "production"], tree.Folders);
        Assert.Equal(["ADOPT-054 dev/gone.yaml", "ADOPT-054 dev/loop"], tree.Unread.Select(each => $"{each.Code} {each.File}"));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Folder_that_is_closed_is_named_and_the_rest_is_read()
    {
        if (Environment.IsPrivilegedProcess || OperatingSystem.IsWindows()) Assert.Skip("Nothing is closed to this user: run the tests as an ordinary user of Linux or macOS.");
        Write("dev/a.yaml", "a: 1"u8.ToArray());
        Write("dev/closed/b.yaml", "a: 1"u8.ToArray());
        File.SetUnixFileMode(Path.Combine(folder, "dev/closed"), UnixFileMode.None);

        var tree = CollectedFolder.Read(folder);
        File.SetUnixFileMode(Path.Combine(folder, "dev/closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal(["dev/a.yaml"], tree.Files.Select(file => file.Path));
        Assert.Equal(["ADOPT-053 dev/closed"], tree.Unread.Select(each => $"{each.Code} {each.File}"));
    }

    private void Write(string path, IEnumerable<byte> bytes)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, [.. bytes]);
    }
}
