using System.Globalization;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Compose;

/// <summary>A service of a Compose file, written as the Deployment that would run the same (docs.docker.com/reference/compose-file).</summary>
internal sealed class ComposeService(string name, Node service, string file, Func<string, IReadOnlyDictionary<string, string>> envFile)
{
    private readonly int line = service.Line;

    public IEnumerable<KubeObject> Objects()
    {
        var container = new List<KeyValuePair<string, Node>>();
        Add(container, "image", Text(service.Text("image") ?? $"build of {service.Text("build", "context") ?? service.Text("build") ?? "."}"));
        Add(container, "command", Words(service.At("entrypoint")));
        Add(container, "args", Words(service.At("command")));
        Add(container, "workingDir", service.At("working_dir"));
        Add(container, "env", Variables());
        Add(container, "ports", Ports());
        Add(container, "resources", Resources());
        Add(container, "securityContext", Security());
        Add(container, "compose", Own());
        var pod = new List<KeyValuePair<string, Node>> { new("containers", new Sequence([new Mapping(container, line)], line)) };
        Add(pod, "terminationGracePeriodSeconds", service.Text("stop_grace_period") is { } grace ? Text(Seconds(grace)) : null);
        var labels = Map(("app", Text(name)));
        var spec = Map(("replicas", Text(service.Text("deploy", "replicas") ?? service.Text("scale") ?? "1")), ("selector", Map(("matchLabels", labels))),
            ("template", Map(("metadata", Map(("labels", labels))), ("spec", new Mapping(pod, line)))));
        yield return new(Map(("apiVersion", Text("apps/v1")), ("kind", Text("Deployment")), ("metadata", Map(("name", Text(name)))), ("spec", spec)), file);
    }

    // What has no counterpart in a cluster is compared between Compose files only.
    private Mapping? Own()
    {
        var own = new List<KeyValuePair<string, Node>>();
        foreach (var (key, value) in service.Entries())
            if (!Translated.Contains(key) && !key.StartsWith("x-", StringComparison.Ordinal)) own.Add(new(key, value));
        if (Published() is { Values.Count: > 0 } published) own.Add(new("published", published));
        return own.Count == 0 ? null : new(own, line);
    }

    // What the machine answers on: "8080:80" and {published: 8080, target: 80} are the same, and a target alone gets any port.
    private Sequence Published() => new([.. service.Items("ports").Select(port => port switch
    {
        Scalar text when text.Value.Contains(':', StringComparison.Ordinal) => text.Value,
        Mapping when port.Text("published") is { } published => $"{(port.Text("host_ip") is { } host ? $"{host}:" : "")}{published}:{port.Text("target")}{(port.Text("protocol") is { } protocol and not "tcp" ? $"/{protocol}" : "")}",
        _ => "",
    }).Where(each => each.Length > 0).Select(each => each.EndsWith("/tcp", StringComparison.Ordinal) ? each[..^4] : each).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(each => new Scalar(each, true, line))], line);

    private static readonly HashSet<string> Translated = new(
        ["image", "build", "entrypoint", "command", "working_dir", "environment", "env_file", "ports", "expose", "deploy", "cpus", "mem_limit", "mem_reservation", "user", "read_only", "privileged", "security_opt", "cap_add", "cap_drop", "stop_grace_period", "scale", "container_name", "profiles", "extends"],
        StringComparer.Ordinal);

    private Sequence Variables()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = service.At("env_file") switch
        {
            Scalar one => [one.Value],
            Sequence many => many.Values.Select(each => each is Scalar path ? path.Value : each.Text("path") ?? ""),
            _ => Enumerable.Empty<string>(),
        };
        foreach (var path in files)
            foreach (var (key, value) in envFile(path)) values[key] = value;
        foreach (var (key, value) in service.Entries("environment"))
            if (value is Scalar { IsNull: false } given) values[key] = given.Value;
        foreach (var each in service.Items("environment").OfType<Scalar>())
            if (each.Value.Split('=', 2) is [var key, var value]) values[key] = value;
        // Compose has no $(NAME) of its own: kept from being read as one.
        return new([.. values.Select(pair => Map(("name", Text(pair.Key)), ("value", Text(pair.Value.Replace("$(", "$$(", StringComparison.Ordinal)))))], line);
    }

    // "8080:80", "127.0.0.1:8080:80/udp", {target: 80}, 80
    private Sequence? Ports()
    {
        var ports = service.Items("ports").Concat(service.Items("expose")).Select(port => port is Scalar text ? text.Value.Split(':')[^1] : $"{port.Text("target")}/{port.Text("protocol") ?? "tcp"}")
            .Select(port => port.Split('/')).DistinctBy(parts => parts[0])
            .Select(parts => (Node)Map(("containerPort", new Scalar(parts[0], false, line)), ("protocol", Text((parts.Length > 1 ? parts[1] : "tcp").ToUpperInvariant())))).ToList();
        return ports.Count == 0 ? null : new(ports, line);
    }

    private Mapping? Resources()
    {
        var limits = Amounts(service.Text("deploy", "resources", "limits", "cpus") ?? service.Text("cpus"), service.Text("deploy", "resources", "limits", "memory") ?? service.Text("mem_limit"));
        var requests = Amounts(service.Text("deploy", "resources", "reservations", "cpus"), service.Text("deploy", "resources", "reservations", "memory") ?? service.Text("mem_reservation"));
        var both = new List<KeyValuePair<string, Node>>();
        Add(both, "limits", limits);
        Add(both, "requests", requests);
        return both.Count == 0 ? null : new(both, line);
    }

    private Mapping? Amounts(string? cpu, string? memory)
    {
        var amounts = new List<KeyValuePair<string, Node>>();
        if (cpu is not null) amounts.Add(new("cpu", Text(cpu)));
        // Docker counts in powers of two whatever the letter: 512m, 512M and 512mb are 512Mi.
        if (memory is not null) amounts.Add(new("memory", Text(char.IsAsciiDigit(memory[^1]) ? memory : $"{memory.TrimEnd('b', 'B', 'i')[..^1]}{Unit(memory)}")));
        return amounts.Count == 0 ? null : new(amounts, line);
    }

    private static string Unit(string memory) => char.ToLowerInvariant(memory.TrimEnd('b', 'B', 'i')[^1]) switch { 'k' => "Ki", 'm' => "Mi", 'g' => "Gi", 't' => "Ti", var digit => digit.ToString() };

    private Mapping? Security()
    {
        var context = new List<KeyValuePair<string, Node>>();
        var user = service.Text("user")?.Split(':') ?? [];
        if (user.Length > 0 && int.TryParse(user[0], CultureInfo.InvariantCulture, out _)) context.Add(new("runAsUser", new Scalar(user[0], false, line)));
        if (user.Length > 1 && int.TryParse(user[1], CultureInfo.InvariantCulture, out _)) context.Add(new("runAsGroup", new Scalar(user[1], false, line)));
        if (service.Text("read_only") is { } readOnly) context.Add(new("readOnlyRootFilesystem", new Scalar(readOnly, false, line)));
        if (service.Text("privileged") is { } privileged) context.Add(new("privileged", new Scalar(privileged, false, line)));
        if (service.Items("security_opt").OfType<Scalar>().Any(each => each.Value is "no-new-privileges:true" or "no-new-privileges")) context.Add(new("allowPrivilegeEscalation", new Scalar("false", false, line)));
        var capabilities = new List<KeyValuePair<string, Node>>();
        Add(capabilities, "add", service.At("cap_add"));
        Add(capabilities, "drop", service.At("cap_drop"));
        if (capabilities.Count > 0) context.Add(new("capabilities", new Mapping(capabilities, line)));
        return context.Count == 0 ? null : new(context, line);
    }

    private static string Seconds(string text) =>
        Meaning.Duration.Canonical(text) is var span && span.EndsWith("ms", StringComparison.Ordinal) && decimal.TryParse(span[..^2], CultureInfo.InvariantCulture, out var milliseconds) ? (milliseconds / 1000m).ToString("0.###", CultureInfo.InvariantCulture) : text;

    private static Sequence? Words(Node? node) => node switch
    {
        Sequence list => list,
        Scalar { IsNull: false } text => new([.. ShellWords.Split(text.Value).Select(word => new Scalar(word, true, text.Line))], text.Line),
        _ => null,
    };

    private static void Add(List<KeyValuePair<string, Node>> pairs, string key, Node? value)
    {
        if (value is not null) pairs.Add(new(key, value));
    }

    private Scalar Text(string text) => new(text, !int.TryParse(text, CultureInfo.InvariantCulture, out _), line);

    private Mapping Map(params ReadOnlySpan<(string Key, Node Value)> pairs)
    {
        var list = new List<KeyValuePair<string, Node>>();
        foreach (var (key, value) in pairs) list.Add(new(key, value));
        return new(list, line);
    }
}
