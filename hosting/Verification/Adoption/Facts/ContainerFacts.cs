using Parity.Verification.Adoption.Meaning;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>The facts of one container.</summary>
internal sealed class ContainerFacts(FactWriter workload, WorkloadObject owner, Alignment alignment, EnvironmentVariables variables)
{
    private static readonly HashSet<string> WrittenApart = new(
    [
        "name", "image", "imagePullPolicy", "command", "args", "env", "envFrom", "ports", "resources", "livenessProbe", "readinessProbe", "startupProbe",
        "volumeMounts", "volumeDevices", "securityContext", "compose",
    ], StringComparer.Ordinal);

    public bool IsOfCompose { get; init; }

    public void Write(Node container, string role)
    {
        var name = alignment.ContainerName(owner, container.Text("name") ?? "", role);
        var path = $"{role} {name}";
        var writer = workload.AddUnit(path, "container-missing", Value.Of(container.Text("image") ?? "present"), at: container);
        if (container.Text("name") is { } own) writer.Add($"{path} name", "container-name", Value.Of(own), at: container);
        WriteImage(writer, container, path);
        var effective = variables.Of(container, owner.Object);
        WriteCommand(writer, container, path, effective);
        WriteVariables(writer, container, role == "container" && alignment.IsFirst(owner, name) ? "" : $"{path} ", effective);
        WriteResources(writer, container, path);
        WritePorts(writer, container, path);
        ProbeFacts.Write(writer, container, path);
        SecurityFacts.Write(writer, container, owner, path);
        VolumeFacts.WriteMounts(writer, container, owner, path, alignment);
        if (alignment.IsComposeOnly) WriteCompose(writer, container, path);
        foreach (var (key, value) in container.Entries())
            if (!WrittenApart.Contains(key)) writer.AddLeaves(key == "lifecycle" ? Hooks(value, container) : value, $"{path} {key}", key == "lifecycle" ? "shutdown" : "container", Defaults.Container, relativeTo: path);
    }

    // lifecycle: {preStop: {httpGet: {port: http}}}
    private static Node Hooks(Node lifecycle, Node container) => lifecycle is not Mapping hooks ? lifecycle : new Mapping([.. hooks.Pairs.Select(hook => KeyValuePair.Create(hook.Key,
        hook.Value is Mapping handler ? new Mapping([.. handler.Pairs.Select(each => KeyValuePair.Create(each.Key, each.Key is "httpGet" or "tcpSocket" ? ProbeFacts.PortAsNumber(each.Value, container) : each.Value))], handler.Line) : hook.Value))], hooks.Line);

    private static void WriteCompose(FactWriter writer, Node container, string path)
    {
        foreach (var (key, value) in container.Entries("compose"))
            writer.AddLeaves(value, $"{path} {key}", key switch { "volumes" => "volume", "healthcheck" => "probe", "published" => "port", _ => "container" }, Defaults.Container, relativeTo: path);
    }

    private static void WriteImage(FactWriter writer, Node container, string path)
    {
        if (container.Text("image") is not { } image) return;
        var name = ImageName.Parse(image);
        writer.Add($"{path} image", "image", new(name.Key, image), at: container.At("image"));
        // The default follows from the image; a policy that is written down and equal to it says nothing.
        var policy = container.Text("imagePullPolicy") ?? name.DefaultPullPolicy;
        writer.Add($"{path} imagePullPolicy", "image-pull", new(policy == name.DefaultPullPolicy ? "default" : policy, policy), new("default", null), container.At("imagePullPolicy"));
    }

    // The image's own entry point is not known here, so a command stands for itself; $(NAME) is replaced, and where
    // both parts are given only their sum counts: ["a", "b"] ["c"] runs what ["a"] ["b", "c"] runs.
    private void WriteCommand(FactWriter writer, Node container, string path, IReadOnlyDictionary<string, Variable> effective)
    {
        var command = Words(container, "command");
        var args = Words(container, "args");
        string Expanded(IEnumerable<string> words) =>
            string.Join('\u001f', words.Select(word => variables.Plain(Expansion.Of(word, name => effective.GetValueOrDefault(name)?.Effective))));
        var whole = command.Count > 0 ? Expanded([.. command, .. args]) : $"\u001e{Expanded(args)}";
        if (command.Count > 0) writer.Add($"{path} command", "command", Value.Of(command), null, container.At("command"), Expanded(command), whole);
        if (args.Count > 0 || command.Count > 0)
            writer.Add($"{path} args", "command", args.Count > 0 ? Value.Of(args) : new("\u001e", null), new("\u001e", null), container.At("args"), Expanded(args), whole);
    }

    private void WriteVariables(FactWriter writer, Node container, string prefix, IReadOnlyDictionary<string, Variable> effective)
    {
        foreach (var variable in effective.Values)
        {
            writer.Add(new($"{prefix}env {variable.Name}", "env", Value.Of(variable.Effective)) { Variable = variable, Readings = variables.Readings(variable) }, container.At("env") ?? container);
        }
    }

    private static void WriteResources(FactWriter writer, Node container, string path)
    {
        writer.AddLeaves(container.At("resources"), $"{path} resources", "resources", Defaults.Container);
        // A limit without a request is its own request (kubernetes.io/docs/concepts/configuration/manage-resources-containers).
        foreach (var (resource, limit) in container.Entries("resources", "limits"))
        {
            if (container.At("resources", "requests", resource) is null or Scalar { IsNull: true })
                writer.AddLeaves(limit, $"{path} resources.requests.{resource}", "resources", Defaults.Container);
        }
    }

    private void WritePorts(FactWriter writer, Node container, string path)
    {
        var onNode = owner.Pod?.Text("hostNetwork") is "true";
        var ports = container.Items("ports").Select(port =>
        {
            var text = $"{port.Text("containerPort")}{(port.Text("protocol") is { } protocol and not "TCP" ? $"/{protocol}" : "")}";
            // On the network of its node a container has its ports there, whether that is written down or filled in by a server.
            return port.Text("hostPort") is { } host && !(onNode && host == port.Text("containerPort")) ? $"{text} on host {host}" : text;
        });
        var set = Value.OfSet(ports);
        // Compose has to name a port that is called from elsewhere; in a cluster a container need not.
        if (set.Key.Length > 0) writer.Add($"{path} ports", "port", set, IsOfCompose && !alignment.IsComposeOnly ? set : null, container.At("ports"));
    }

    private static List<string> Words(Node container, string field) => [.. container.Items(field).OfType<Scalar>().Select(word => word.Value)];
}
