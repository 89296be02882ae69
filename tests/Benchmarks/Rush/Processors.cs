using System.Diagnostics;

namespace Benchmarks.Rush;

/// <summary>Keeps what is measured and what measures on different processors.</summary>
internal static class Processors
{
    public static bool AreSeveral => Environment.ProcessorCount > 1 && OperatingSystem.IsLinux();

    /// <summary>Starts a program on the first processor.</summary>
    public static Child StartOnFirst(string program, IEnumerable<string> arguments, params IEnumerable<(string Key, string Value)> environment) =>
        AreSeveral ? Child.Start("taskset", ["-c", "0", program, .. arguments], environment) : Child.Start(program, arguments, environment);

    /// <summary>Leaves the first processor to others until disposed.</summary>
    public static IDisposable AvoidFirst() => new Elsewhere();

    private sealed class Elsewhere : IDisposable
    {
        private readonly nint _before = OperatingSystem.IsLinux() ? Process.GetCurrentProcess().ProcessorAffinity : 0;

        public Elsewhere()
        {
            if (AreSeveral) Set(_before & ~1);
        }

        public void Dispose()
        {
            if (AreSeveral) Set(_before);
        }

        // The affinity of a process is that of the threads it has.
        private static void Set(nint processors)
        {
            if (OperatingSystem.IsLinux()) Process.GetCurrentProcess().ProcessorAffinity = processors;
        }
    }
}
