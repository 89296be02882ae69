using System.Globalization;
using System.Text;
using Parity.Model;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>The scaffold as C#: a file beside AppHost.cs, called there with <c>builder.Add…()</c>, to be edited from then on.</summary>
public static class ScaffoldCode
{
    /// <summary>The whole file.</summary>
    public static string Write(Scaffold scaffold)
    {
        var topology = scaffold.Topology;
        var code = new StringBuilder();
        code.Append("using Aspire.Hosting;\nusing Aspire.Hosting.ApplicationModel;\nusing Parity.Model;\n\n");
        WriteLosses(code, scaffold.NotCarried);
        code.Append("internal static class ").Append(Pascal(topology.Name)).Append("Scaffold\n{\n");
        code.Append("    public static void Add(IDistributedApplicationBuilder builder)\n    {\n");
        EnvironmentCode.Write(code, topology);
        foreach (var workload in topology.Workloads) new WorkloadCode(code, workload).Write();
        WriteReferences(code, topology);
        WriteRoutes(code, topology.Routes, topology.Workloads);
        code.Append("    }\n\n    // A container that others find by its name, and that routes may lead to.\n");
        code.Append("    private sealed class Container(string name) : ContainerResource(name), IResourceWithServiceDiscovery;\n}\n");
        return code.ToString();
    }

    internal static string Text(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal)}\"";

    internal static string Name(string workload)
    {
        var pascal = Pascal(workload);
        var name = char.ToLowerInvariant(pascal[0]) + pascal[1..];
        return Keywords.Contains(name) ? $"@{name}" : name;
    }

    internal static string Pairs<T>(Map<string, T> values, Func<T, string> write) =>
        $"[{string.Join(", ", values.Select(each => $"({Text(each.Key)}, {write(each.Value)})"))}]";

    internal static string Time(TimeSpan time) => time.TotalSeconds == Math.Floor(time.TotalSeconds)
        ? string.Create(CultureInfo.InvariantCulture, $"TimeSpan.FromSeconds({(long)time.TotalSeconds})")
        : string.Create(CultureInfo.InvariantCulture, $"TimeSpan.FromMilliseconds({(long)time.TotalMilliseconds})");

    private static readonly HashSet<string> Keywords = new(
        ["base", "builder", "bool", "case", "class", "const", "default", "delegate", "do", "event", "fixed", "for", "if", "in", "int", "interface", "internal", "is", "lock", "long", "new", "object", "operator", "out", "params", "private", "public", "ref", "return", "static", "string", "switch", "this", "using", "virtual", "void", "while"], StringComparer.Ordinal);

    private static string Pascal(string text)
    {
        var words = text.Split(['-', '.', '_'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
        var joined = string.Concat(words);
        return joined.Length == 0 || char.IsAsciiDigit(joined[0]) ? $"N{joined}" : joined;
    }

    private static void WriteLosses(StringBuilder code, IReadOnlyList<NotCarried> losses)
    {
        code.Append("// Fill in the reasons. Not carried over (adopt --prove finds exactly these differences and no other):\n");
        foreach (var reason in losses.GroupBy(each => each.Reason, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            code.Append("//   ").Append(reason.Key.ReplaceLineEndings(" ")).Append('\n');
            foreach (var place in reason.GroupBy(each => $"{each.Workload} {each.Path}", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
                code.Append("//     ").Append(place.Key.ReplaceLineEndings(" ")).Append(" (").Append(string.Join(", ", place.Select(each => each.Environment).Distinct(StringComparer.Ordinal))).Append(")\n");
        }
    }

    // After all workloads, since two may call each other.
    private static void WriteReferences(StringBuilder code, Topology topology)
    {
        foreach (var workload in topology.Workloads.Where(each => each.References.Count > 0))
            code.Append("        ").Append(Name(workload.Name)).Append(".WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ServiceDiscovery)").Append(string.Concat(workload.References.Select(each => $".WithReference({Name(each.Workload)}.GetEndpoint({Text(each.Endpoint)}))"))).Append(";\n");
        if (topology.Workloads.Any(each => each.References.Count > 0)) code.Append('\n');
    }

    private static void WriteRoutes(StringBuilder code, RouteTable table, Sequence<Workload> workloads)
    {
        if (table.Routes.Count == 0)
        {
            // Where nothing routes (Compose publishes ports instead), say what would.
            foreach (var each in workloads.Where(each => each.Kind == WorkloadKind.Service && each.Endpoints.Any(endpoint => endpoint.Protocol == Protocol.Http)))
                code.Append("        // No route leads to ").Append(each.Name).Append(": Route.Prefix(").Append(Text($"/{each.Name}")).Append(").To(").Append(Text(each.Name)).Append(") would.\n");
            return;
        }
        code.Append("        // Locally this container would be the way in; take the project of the ingress instead. In an environment its gateway takes the place.\n");
        code.Append("        builder.AddContainer(\"scaffold-ingress\", \"registry.example.com/ingress\").WithRoutes(RouteTable.Of(\n");
        code.Append(string.Join(",\n", table.Routes.Select(route => $"            {Route(route)}"))).Append("));\n");
    }

    private static string Route(Route route)
    {
        var text = new StringBuilder($"Route.{(route.Match.Path is PathPattern.Exact ? "Exact" : "Prefix")}({Text(route.Match.Path.Path)})");
        if (route.Match.Methods.Count > 0) text.Append($".ForMethods({string.Join(", ", route.Match.Methods.Select(Text))})");
        foreach (var header in route.Match.Headers) text.Append($".WithHeader({Text(header.Key)}, {Text(header.Value)})");
        foreach (var (backend, index) in route.Backends.Select((backend, index) => (backend, index)))
            text.Append(index == 0 ? ".To(" : ".AndTo(").Append(Text(backend.Workload)).Append(route.Backends.Count == 1 ? ")" : string.Create(CultureInfo.InvariantCulture, $", {backend.Weight.All.First()})"));
        if (route.Rewrite != Parity.Model.Route.NoRewrite) text.Append($".WithRewrite({Text(route.Rewrite)})");
        if (route.Timeout is Declared<TimeSpan>.Differing timeouts) text.Append($".WithTimeout({Pairs(timeouts.Values, Time)}, {Text(timeouts.Reason)})");
        else if (route.Timeout.All.First() is var timeout && timeout != Parity.Model.Route.NoTimeout) text.Append(CultureInfo.InvariantCulture, $".WithTimeout({Time(timeout)})");
        if (route.Presence is Declared<bool>.Differing presence) text.Append($".WithPresence({Pairs(presence.Values, each => each ? "true" : "false")}, {Text(presence.Reason)})");
        if (route.Retries > 0) text.Append(CultureInfo.InvariantCulture, $".WithRetries({route.Retries})");
        return text.ToString();
    }
}
