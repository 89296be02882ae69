using System.Text.RegularExpressions;
using Parity.Model;

namespace Parity.Emission;

/// <summary>Images that a pipeline gives must be of workloads that exist, by digest.</summary>
internal static partial class ImageRules
{
    public static IEnumerable<Diagnostic> Check(Topology topology, Map<string, string> images)
    {
        foreach (var (workload, reference) in images)
        {
            if (topology.Find(workload) is null)
                yield return Diagnostic.Error("IMAGE-001", $"image of '{workload}'", "no workload has this name.", "Remove the line from the file given with --images, or correct the name.");
            else if (topology.Find(workload) is { Image: Image.Existing { Reference: Declared<string>.Differing } })
                yield return Diagnostic.Error("IMAGE-004", $"image of '{workload}'", "it is declared to differ between environments, so one image cannot be given for all.", "Remove the line from the file given with --images, or name the digests in WithImage or WithImageTag.");
            if (!Digest().IsMatch(reference))
                yield return Diagnostic.Error("IMAGE-002", $"image of '{workload}'", $"'{reference}' is not a reference with a digest.", "Write registry/name@sha256:… with 64 hexadecimal digits.");
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._:/-]*@sha256:[0-9a-f]{64}$")]
    private static partial Regex Digest();
}
