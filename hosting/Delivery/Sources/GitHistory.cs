using System.ComponentModel;
using System.Diagnostics;

namespace Parity.Delivery;

/// <summary>The commits of the repository, as git knows them.</summary>
public sealed class GitHistory(string folder)
{
    private const string Dirty = "-dirty";

    /// <summary>The commit that is checked out, with <c>-dirty</c> where files differ from it; empty where there is no repository.</summary>
    public string Head()
    {
        var (code, commit) = Run("rev-parse", "HEAD");
        if (code != 0) return "";
        return Run("status", "--porcelain", "--untracked-files=no").Output.Length == 0 ? commit : commit + Dirty;
    }

    /// <summary>How the first commit stands to the second.</summary>
    public CommitOrder Compare(string candidate, string current)
    {
        var (left, right) = (Clean(candidate), Clean(current));
        if (left == right) return CommitOrder.Newer;
        return (Run("merge-base", "--is-ancestor", right, left).Code, Run("merge-base", "--is-ancestor", left, right).Code) switch
        {
            (0, _) => CommitOrder.Newer,
            (_, 0) => CommitOrder.Older,
            (1, 1) => CommitOrder.Diverged,
            _ => CommitOrder.Unknown,
        };
    }

    /// <summary>Whether files differed from the commit.</summary>
    public static bool IsDirty(string commit) => commit.EndsWith(Dirty, StringComparison.Ordinal);

    /// <summary>The commit itself.</summary>
    public static string Clean(string commit) => IsDirty(commit) ? commit[..^Dirty.Length] : commit;

    private (int Code, string Output) Run(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            _ = errors.GetAwaiter().GetResult();
            return (git.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return (-1, "");
        }
    }
}
