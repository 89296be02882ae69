using Parity.Emission;
using Parity.Model;

namespace Emission.Golden;

/// <summary>What a case generates is, byte for byte, the folder of its name. <c>PARITY_UPDATE=1</c> rewrites the folders and still fails, so that <c>git diff</c> is looked at.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Root(new DirectoryInfo(AppContext.BaseDirectory)), "tests", "Emission", "Golden", "cases");

    public static TheoryData<string> Names => [.. GoldenCases.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_generates_its_folder(string name)
    {
        var golden = GoldenCases.All.Single(each => each.Name == name);
        var emission = Emitter.Emit(golden.Topology, golden.Images);
        Assert.Equal([], emission.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
        var files = Manifests.Write(golden.Topology, emission).Files;
        if (emission.Diagnostics.Count > 0) files = files.With("diagnostics.txt", string.Concat(emission.Diagnostics.Select(diagnostic => $"{diagnostic}\n")));

        var found = Read(name);
        if (!found.Equals(files) && System.Environment.GetEnvironmentVariable("PARITY_UPDATE") == "1") Write(name, files);

        foreach (var file in files.Keys.Union(found.Keys)) Assert.Equal((file, files.GetValueOrDefault(file)), (file, found.GetValueOrDefault(file)));
    }

    [Fact]
    public void Every_folder_has_a_case() => Assert.Equal([], Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Except(GoldenCases.All.Select(each => each.Name)));

    private static Map<string, string> Read(string name)
    {
        var folder = Path.Combine(Folder, name);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToMap(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText) : [];
    }

    private static void Write(string name, Map<string, string> files)
    {
        var folder = Path.Combine(Folder, name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        foreach (var (file, text) in files)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static string Root(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "System.sln")) ? folder.FullName : Root(folder.Parent!);
}
