using System.Globalization;
using System.Text;
using Parity.Model;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>One workload as C#.</summary>
internal sealed class WorkloadCode(StringBuilder code, Workload workload)
{
    public void Write()
    {
        var images = ((Image.Existing)workload.Image).Reference;
        var reference = images.All.Last();
        code.Append("        var ").Append(ScaffoldCode.Name(workload.Name)).Append(" = builder.AddResource(new Container(").Append(ScaffoldCode.Text(workload.Name)).Append("))");
        Call(Image(reference));
        if (images is Declared<string>.Differing) Call($"WithImage({Value(images, ScaffoldCode.Text)})");
        foreach (var program in workload.Entrypoint) Call($"WithEntrypoint({ScaffoldCode.Text(program)})");
        if (workload.Arguments.Count > 0) Call($"WithArgs({string.Join(", ", workload.Arguments.Select(ScaffoldCode.Text))})");
        if (workload.Kind == WorkloadKind.Job) Call("AsJob()");
        if (workload.Kind == WorkloadKind.Worker && workload.Endpoints.Count > 0) Call("AsWorker()");
        foreach (var endpoint in workload.Endpoints) Call(Endpoint(endpoint));
        foreach (var probe in workload.Probes) Call(Probe(probe));
        foreach (var probe in workload.DifferingProbes) Call($"WithProbe({Value(probe.Value, Whole)})");
        foreach (var setting in workload.Settings) Call($"WithSetting({ScaffoldCode.Text(setting.Key)}, {Value(setting.Value, ScaffoldCode.Text)})");
        foreach (var secret in workload.Secrets) Call(Secret(secret));
        foreach (var folder in workload.Folders) Call(folder.KeptMiB > 0 ? $"WithVolume({ScaffoldCode.Text(folder.Path)}).WithVolumeSize({folder.KeptMiB.ToString(CultureInfo.InvariantCulture)}, {ScaffoldCode.Text(folder.Path)})" : $"WithScratchFolder({ScaffoldCode.Text(folder.Path)})");
        if (workload.Presence is Declared<bool>.Differing presence) Call($"WithPresence({Value<bool>(presence, each => each ? "true" : "false")})");
        if (workload.Kind != WorkloadKind.Job && workload.Autoscaling is null) Call($"WithReplicas({Value(workload.Replicas, each => each.ToString(CultureInfo.InvariantCulture))})");
        if (workload.Autoscaling is { } autoscaling) Call(AutoscalingCode.Write(autoscaling));
        Call(Capacity());
        Call($"WithShutdown({ScaffoldCode.Time(workload.Shutdown.Delay)}, {ScaffoldCode.Time(workload.Shutdown.Timeout)})");
        Call($"WithUser({workload.User.ToString(CultureInfo.InvariantCulture)})");
        code.Append(";\n\n");
    }

    private void Call(string call) => code.Append("\n            .").Append(call);

    private static string Image(string reference)
    {
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0) return $"WithImage({ScaffoldCode.Text(reference[..at])}).WithImageSHA256({ScaffoldCode.Text(reference[(at + "@sha256:".Length)..])})";
        var colon = reference.LastIndexOf(':');
        return colon > reference.LastIndexOf('/')
            ? $"WithImage({ScaffoldCode.Text(reference[..colon])}, {ScaffoldCode.Text(reference[(colon + 1)..])})"
            : $"WithImage({ScaffoldCode.Text(reference)})";
    }

    private static string Endpoint(Endpoint endpoint)
    {
        var port = endpoint.Port.ToString(CultureInfo.InvariantCulture);
        var name = ScaffoldCode.Text(endpoint.Name);
        return endpoint.Protocol switch
        {
            Protocol.Http => $"WithHttpEndpoint(targetPort: {port}, name: {name})",
            Protocol.Http2 => $"WithHttpEndpoint(targetPort: {port}, name: {name}).WithEndpoint({name}, endpoint => endpoint.Transport = \"http2\")",
            _ => $"WithEndpoint(targetPort: {port}, name: {name}, scheme: \"tcp\")",
        };
    }

    private static string Probe(Probe probe)
    {
        if (probe.Check is not ProbeCheck.Http http) return $"WithProbe({Whole(probe)})";
        static string Seconds(TimeSpan time) => ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return $"WithHttpProbe(ProbeType.{probe.Kind}, {ScaffoldCode.Text(http.Path)}, initialDelaySeconds: {Seconds(probe.Delay)}, periodSeconds: {Seconds(probe.Period)}, timeoutSeconds: {Seconds(probe.Timeout)}, failureThreshold: {probe.Failures.ToString(CultureInfo.InvariantCulture)}, endpointName: {ScaffoldCode.Text(http.Endpoint)})";
    }

    private static string Whole(Probe probe)
    {
        var check = probe.Check switch
        {
            ProbeCheck.Http http => $"new ProbeCheck.Http({ScaffoldCode.Text(http.Path)}, {ScaffoldCode.Text(http.Endpoint)})",
            ProbeCheck.Tcp tcp => $"new ProbeCheck.Tcp({ScaffoldCode.Text(tcp.Endpoint)})",
            ProbeCheck.Command command => $"new ProbeCheck.Command([{string.Join(", ", command.Line.Select(ScaffoldCode.Text))}])",
            _ => throw new InvalidOperationException(),
        };
        return $"new Probe(ProbeKind.{probe.Kind}, {check}, {ScaffoldCode.Time(probe.Period)}, {probe.Failures.ToString(CultureInfo.InvariantCulture)}) {{ Delay = {ScaffoldCode.Time(probe.Delay)}, Timeout = {ScaffoldCode.Time(probe.Timeout)} }}";
    }

    private static string Secret(Secret secret) => secret.Name switch
    {
        Declared<string>.Differing differing => $"WithSecret({ScaffoldCode.Text(secret.Key)}, {ScaffoldCode.Pairs(differing.Values, ScaffoldCode.Text)}, {ScaffoldCode.Text(secret.Entry)}, reason: {ScaffoldCode.Text(differing.Reason)}, form: SecretForm.{secret.Form})",
        var same => $"WithSecret({ScaffoldCode.Text(secret.Key)}, {ScaffoldCode.Text(same.All.First())}, {ScaffoldCode.Text(secret.Entry)}, SecretForm.{secret.Form})",
    };

    private string Capacity()
    {
        static string Cpu(Capacity each) => (each.MilliCpu / 1000m).ToString(CultureInfo.InvariantCulture);
        var storage = workload.Capacity.All.First().StorageMiB.ToString(CultureInfo.InvariantCulture);
        if (workload.Capacity is not Declared<Capacity>.Differing differing)
        {
            var same = workload.Capacity.All.First();
            return string.Create(CultureInfo.InvariantCulture, $"WithCapacity({Cpu(same)}, {same.MemoryMiB}, {storage})");
        }
        var values = string.Join(", ", differing.Values.Select(each => string.Create(CultureInfo.InvariantCulture, $"({ScaffoldCode.Text(each.Key)}, {Cpu(each.Value)}, {each.Value.MemoryMiB})")));
        return $"WithCapacity([{values}], reason: {ScaffoldCode.Text(differing.Reason)}, storageMiB: {storage})";
    }

    private static string Value<T>(Declared<T> declared, Func<T, string> write) => declared is Declared<T>.Differing differing
        ? $"{ScaffoldCode.Pairs(differing.Values, write)}, reason: {ScaffoldCode.Text(differing.Reason)}"
        : write(declared.All.First());
}
