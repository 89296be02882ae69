namespace Aspire.Hosting.Orchestration;

/// <summary>What an executable resource starts. DCP says in several lines of JSON what is missing; here one sentence says it, with the remedy.</summary>
internal static class ExecutablePrograms
{
    public static Program Of(ExecutableResource resource)
    {
        var (command, folder) = (resource.Command, resource.WorkingDirectory);
        if (folder.Length > 0 && !Directory.Exists(folder))
            throw new DistributedApplicationException($"The working directory '{folder}' of '{resource.Name}' does not exist: no such file or directory. Create it, or correct it in AddExecutable.");
        // Elsewhere a command has endings and places that only the system knows.
        if (!OperatingSystem.IsWindows() && !Candidates(command, folder).Any(File.Exists))
            throw new DistributedApplicationException($"The program '{command}' of '{resource.Name}' was not found{(command.Contains('/') ? ": no such file or directory" : " on PATH")}. Install it, or correct the command in AddExecutable.");
        return new(command, [], folder);
    }

    private static IEnumerable<string> Candidates(string command, string folder) => command.Contains('/')
        ? [Path.Combine(folder, command)]
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(path => Path.Combine(path is "" ? "." : path, command));
}
