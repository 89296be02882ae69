namespace Parity.Verification;

/// <summary>When the kubelet pulls an image: a tag may be moved, so always; a digest once.</summary>
internal static class ImagePulls
{
    public static string Of(string reference) => reference.Contains("@sha256:", StringComparison.Ordinal) ? "IfNotPresent" : "Always";
}
