namespace Aspire.Hosting.Runtime;

/// <summary>A part of the Aspire runtime is nowhere on this machine: what was looked for, where, and what fetches it.</summary>
internal sealed class BundleNotFoundException(string what, string variable, IEnumerable<BundlePlace> places, Func<BundlePlace, string?> program)
    : DistributedApplicationException(Describe(what, variable, places, program))
{
    private static string Describe(string what, string variable, IEnumerable<BundlePlace> places, Func<BundlePlace, string?> program) =>
        $"""
        The application cannot run: {what} of Aspire 13.5 was not found. Looked for it in
        {string.Join(Environment.NewLine, places.Select(p => $"  - {p.Name}: {program(p) ?? "not set"}"))}
        To get it, run `npm install --global @microsoft/aspire-cli@13.5.4` and then `aspire --version` once, or build the AppHost
        again with Node and npm on PATH, or set {variable} to the program.
        """;
}
