namespace Parity.Model;

internal static class WorkloadRules
{
    // A hash and the kind of the object follow the name, and a label holds 63.
    private const int LongestName = 40;
    private const int LongestLabel = 63;

    // The namespace's own service account, and the policies that deny what no workload allows. A workload's objects are called as it is.
    private static readonly string[] Taken = ["default", "default-deny", "allow-nothing"];

    public static IEnumerable<Diagnostic> Check(Topology topology)
    {
        foreach (var workload in topology.Workloads)
        {
            foreach (var (code, message, remedy) in Breaches(workload).Concat(Links(topology, workload)))
                yield return Diagnostic.Error(code, Subject(workload), message, remedy);
        }

        foreach (var twins in topology.Workloads.GroupBy(workload => workload.Name).Where(group => group.Count() > 1))
            yield return Diagnostic.Error("WORKLOAD-002", Subject(twins.First()), $"{twins.Count()} workloads have this name.", "Give each resource its own name.");
    }

    public static string Subject(Workload workload) => $"workload '{workload.Name}'";

    private static IEnumerable<(string Code, string Message, string Remedy)> Breaches(Workload workload)
    {
        if (!Names.IsServiceLabel(workload.Name, LongestName))
            yield return ("WORKLOAD-001", $"Kubernetes refuses the name: it is not a DNS label of at most {LongestName} letters that begins with one.", "Rename the resource: lower-case letters, digits and '-', for example builder.AddProject<…>(\"order-history\").");
        if (Taken.Contains(workload.Name))
            yield return ("WORKLOAD-001", "the name is taken: each namespace has objects of it that are for all its workloads.", $"Rename the resource: '{workload.Name}-service', for example.");
        if (workload.Image is Image.Existing existing ? existing.Reference.All.Any(reference => !Names.IsImage(reference)) : workload.Image is Image.Built built && !Names.IsImage(built.Repository))
            yield return ("WORKLOAD-004", "its image is not a reference that can be pulled.", "Write registry/name:tag, in lower case: builder.AddContainer(\"cache\", \"registry.example.com/cache\", \"1.2\").");
        if (!workload.Presence.All.Contains(true)) yield return ("WORKLOAD-012", "it exists in no environment.", "Let it exist somewhere in WithPresence, or leave it to local runs with ExcludeFromManifest().");
        if (workload.User <= 10000) yield return ("WORKLOAD-005", $"it would run as user {workload.User}.", "Use a user above 10000.");
        if (workload.Replicas.All.Any(replicas => replicas < 0)) yield return ("WORKLOAD-006", "it has fewer than 0 replicas.", "Use WithReplicas(1) or more.");
        if (workload.Kind == WorkloadKind.Job && workload.Replicas.All.Any(replicas => replicas != 1)) yield return ("WORKLOAD-006", "a job runs once, not in replicas.", "Remove WithReplicas.");
        if (workload.Capacity.All.Any(capacity => capacity.MilliCpu <= 0 || capacity.MemoryMiB <= 0 || capacity.StorageMiB <= 0))
            yield return ("CAPACITY-001", "its capacity is not above 0.", "Use WithCapacity(cpu: 0.25, memoryMiB: 256).");
        if (!Seconds(workload.Shutdown.Delay, 0) || !Seconds(workload.Shutdown.Timeout, 1))
            yield return ("WORKLOAD-007", $"its shutdown ({workload.Shutdown.Delay}, then {workload.Shutdown.Timeout}) is nothing that Kubernetes can wait for.", "Use WithShutdown(delay, timeout) with whole seconds, the delay from 0 on and the timeout from 1 on.");
        foreach (var endpoint in workload.Endpoints.Where(endpoint => !Names.IsPort(endpoint.Name) || endpoint.Port is < 1024 or > 65535))
            yield return ("WORKLOAD-008", $"its endpoint '{endpoint.Name}' on port {endpoint.Port} cannot be a port of a pod that is not root.", "Use WithEndpoint(name: \"http\", targetPort: 8080): a name of at most 15 letters, digits and single '-', a port from 1024 on.");
        foreach (var twins in workload.Endpoints.GroupBy(endpoint => endpoint.Name).Where(group => group.Count() > 1))
            yield return ("WORKLOAD-008", $"its endpoint '{twins.Key}' stands twice.", "Give each endpoint its own name.");
        foreach (var twins in workload.Endpoints.GroupBy(endpoint => endpoint.Port).Where(group => group.Count() > 1))
            yield return ("WORKLOAD-008", $"two of its endpoints have port {twins.Key}.", "Give each endpoint its own port.");
        foreach (var folder in workload.Folders.Where(folder => !Names.IsFolder(folder.Path) || folder.KeptMiB < 0))
            yield return ("WORKLOAD-009", $"its folder '{folder.Path}' is not an absolute path with a size from 0 on.", "Write it from the first slash, without ':', '//', '.', '..' and a slash at the end: /var/spool.");
        foreach (var twins in workload.Folders.Select(folder => folder.Path).Concat(workload.Secrets.Any(secret => secret.Form == SecretForm.File) ? ["/run/secrets"] : []).GroupBy(path => path).Where(group => group.Count() > 1))
            yield return ("WORKLOAD-009", $"its folder '{twins.Key}' stands twice, or is where its secrets are.", "Keep one WithVolume or WithScratchFolder for it.");
        if (workload.Kind != WorkloadKind.Store && workload.Folders.Any(folder => folder.KeptMiB > 0))
            yield return ("WORKLOAD-009", "it keeps a folder, but only a store has volumes.", "Make it a store, or keep nothing.");
        foreach (var twins in workload.Probes.Select(probe => probe.Kind).Concat(workload.DifferingProbes.Select(probe => probe.Kind)).GroupBy(kind => kind).Where(group => group.Count() > 1))
            yield return ("PROBE-001", $"it has {twins.Count()} probes of the kind {twins.Key}.", "Keep one of each kind.");
        foreach (var probe in workload.DifferingProbes.Where(probe => probe.Value.All.Any(value => value.Kind != probe.Kind)))
            yield return ("PROBE-006", $"its {probe.Kind} probe is of another kind in some environment.", "Give WithProbe probes of one kind, and call it once for each kind.");
        foreach (var probe in AllProbes(workload).Where(probe => !Seconds(probe.Period, 1) || !Seconds(probe.Timeout, 1) || !Seconds(probe.Delay, 0) || probe.Failures < 1))
            yield return ("PROBE-002", $"its {probe.Kind} probe (every {probe.Period} after {probe.Delay}, {probe.Timeout} for an answer, {probe.Failures} failures) is nothing that Kubernetes can do.", "Use whole seconds from 1 on, a delay from 0 on, and at least one failure.");
        foreach (var probe in AllProbes(workload).Where(probe => probe.Check is ProbeCheck.Http { Path: not ['/', ..] } or ProbeCheck.Command { Line: [] or ["", ..] }))
            yield return ("PROBE-007", $"its {probe.Kind} probe asks nothing: {ProbeText.Of(probe)}.", "Ask a path from its slash on, or run a command.");
        if (workload.Kind == WorkloadKind.Job && AllProbes(workload).Any()) yield return ("PROBE-003", "a job is not probed: it ends.", "Remove the health checks.");
    }

    private static IEnumerable<(string Code, string Message, string Remedy)> Links(Topology topology, Workload workload)
    {
        // The label app.kubernetes.io/instance is made of both.
        if (topology.Name.Length + 1 + workload.Name.Length > LongestLabel)
            yield return ("WORKLOAD-001", $"Kubernetes refuses the label '{topology.Name}-{workload.Name}': it is longer than {LongestLabel}.", "Shorten the name of the workload, or of the system in AddEnvironments(…, system: \"shop\").");
        foreach (var reference in workload.References)
        {
            if (topology.Find(reference.Workload) is not { } target)
                yield return ("WORKLOAD-003", $"it references '{reference.Workload}', which does not exist.", $"Declare '{reference.Workload}', or remove WithReference.");
            else if (!target.Endpoints.Any(endpoint => endpoint.Name == reference.Endpoint))
                yield return ("WORKLOAD-003", $"it references the endpoint '{reference.Endpoint}' of '{reference.Workload}', which has none of that name.", $"Add WithEndpoint(name: \"{reference.Endpoint}\") there, or reference another.");
        }

        foreach (var job in workload.WaitsFor.Where(name => topology.Find(name)?.Kind != WorkloadKind.Job))
            yield return ("WORKLOAD-010", $"it waits for '{job}', which is not a job that could finish.", "Use WaitForCompletion with a job.");
        foreach (var outside in workload.Outsides.Where(outside => outside.Port is < 1 or > 65535))
            yield return ("WORKLOAD-011", $"it calls '{outside.Name}' on port {outside.Port}.", "Use a port from 1 to 65535.");
        foreach (var endpoint in AllProbes(workload).Select(probe => probe.Check).Select(EndpointOf).Where(name => name.Length > 0 && !workload.Endpoints.Any(endpoint => endpoint.Name == name)))
            yield return ("PROBE-004", $"a probe asks the endpoint '{endpoint}', which it does not have.", $"Add WithEndpoint(name: \"{endpoint}\"), or ask another.");
    }

    private static IEnumerable<Probe> AllProbes(Workload workload) => workload.Probes.Concat(workload.DifferingProbes.SelectMany(probe => probe.Value.All)).Distinct();

    private static bool Seconds(TimeSpan time, int least) => time >= TimeSpan.FromSeconds(least) && time.Ticks % TimeSpan.TicksPerSecond == 0;

    private static string EndpointOf(ProbeCheck check) => check switch
    {
        ProbeCheck.Http http => http.Endpoint,
        ProbeCheck.Tcp tcp => tcp.Endpoint,
        _ => "",
    };
}
