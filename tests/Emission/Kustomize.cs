using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Parity.Emission;
using Parity.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Emission;

/// <summary>The real kustomize, as kubectl brings it.</summary>
internal static class Kustomize
{
    public static Dictionary<(string Kind, string Name), Node> Build(string folder)
    {
        var yaml = Run(folder);
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Select(document => Convert(document.RootNode)).ToDictionary(node => (node.Text("kind"), ((Node.Map)node)["metadata"]!.Text("name")));
    }

    public static string Run(string folder)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var kubectl = Process.Start(start)!;
            var errors = kubectl.StandardError.ReadToEndAsync();
            var yaml = kubectl.StandardOutput.ReadToEnd();
            kubectl.WaitForExit();
            Assert.True(kubectl.ExitCode == 0, errors.GetAwaiter().GetResult());
            return yaml;
        }
        catch (Win32Exception)
        {
            Assert.Skip("kubectl is not on PATH; install it from https://kubernetes.io/docs/tasks/tools/ (1.32 or later).");
            return "";
        }
    }

    private static Node Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new Node.Map([.. map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))]),
        YamlSequenceNode list => new Node.List([.. list.Children.Select(Convert)]),
        YamlScalarNode scalar => new Node.Scalar(scalar.Value!, IsText(scalar)),
        _ => throw new InvalidOperationException(),
    };

    private static bool IsText(YamlScalarNode scalar) =>
        scalar.Style != ScalarStyle.Plain || !(scalar.Value is "true" or "false" or "null" || decimal.TryParse(scalar.Value, CultureInfo.InvariantCulture, out _));
}

/// <summary>A file tree on disk, for as long as a test needs it.</summary>
internal sealed class ManifestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("manifests");

    public string Path => folder.FullName;

    public static ManifestFolder Write(FileTree tree)
    {
        var written = new ManifestFolder();
        foreach (var (path, text) in tree.Files)
        {
            var file = System.IO.Path.Combine(written.Path, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return written;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
