using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>One change to one environment is one difference, at its place.</summary>
public sealed class ChangeTests
{
    [Fact]
    public void Equal_environments_have_no_difference()
    {
        var result = Compare(Library.Manifests);
        Assert.Equal([], result.Differences.Select(Text));
        Assert.Equal([], result.Diagnostics.Select(each => each.ToString()));
    }

    [Theory]
    [InlineData("replicas: 3", "replicas: 4", "replicas", "catalogue", "replicas")]
    [InlineData("name: SEARCH_URL, value: \"http://search:9200\"", "name: SEARCH_URL, value: \"http://elsewhere:9200\"", "env-value", "catalogue", "env SEARCH_URL")]
    [InlineData("- {name: SEARCH_URL, value: \"http://search:9200\"}", "", "env-missing", "catalogue", "env SEARCH_URL")]
    [InlineData("fieldPath: status.podIP", "fieldPath: status.hostIP", "env-source", "catalogue", "env POD_IP")]
    [InlineData("{name: INTERVAL, value: 15s}", "{name: INTERVAL, value: 30s}", "env-value", "catalogue", "container exporter env INTERVAL")]
    [InlineData("{name: MIGRATE_TIMEOUT, value: \"60\"}", "{name: MIGRATE_TIMEOUT, value: \"90\"}", "env-value", "catalogue", "initContainer migrate env MIGRATE_TIMEOUT")]
    [InlineData("{name: PORT, value: \"8080\"}", "{name: PORT, value: \"8081\"}", "env-value", "catalogue", "env PORT")]
    [InlineData("page-size: \"50\"", "page-size: \"20\"", "configmap-key", "configmap/catalogue", "data page-size")]
    [InlineData("REGION: north", "", "configmap-key", "configmap/common", "data REGION")]
    [InlineData("depth=3", "depth=4", "configmap-key", "configmap/catalogue-files", "data app.properties")]
    [InlineData("image: ghcr.io/library/migrate:1.4.0", "image: ghcr.io/library/migrate:1.5.0", "image-tag", "catalogue", "initContainer migrate image")]
    [InlineData("image: ghcr.io/library/catalogue:1.4.0", "image: quay.io/library/catalogue:1.4.0", "image-registry", "catalogue", "container api image")]
    [InlineData("image: ghcr.io/library/catalogue:1.4.0", "image: ghcr.io/library/catalogue-next:1.4.0", "image-name", "catalogue", "container api image")]
    [InlineData("args: [\"up\"]", "args: [\"up\", \"--force\"]", "command", "catalogue", "initContainer migrate args")]
    [InlineData("requests: {cpu: 250m, memory: 256Mi}", "requests: {cpu: 300m, memory: 256Mi}", "resources", "catalogue", "container api resources.requests.cpu")]
    [InlineData("path: /ready", "path: /healthz", "probe", "catalogue", "container api readinessProbe.httpGet.path")]
    [InlineData("tcpSocket: {port: http}", "grpc: {port: 8080}", "probe", "catalogue", "container api livenessProbe")]
    [InlineData("periodSeconds: 20", "periodSeconds: 5", "probe", "catalogue", "container api livenessProbe.periodSeconds")]
    [InlineData("command: [sleep, \"5\"]", "command: [sleep, \"15\"]", "shutdown", "catalogue", "container api lifecycle.preStop.exec.command")]
    [InlineData("terminationGracePeriodSeconds: 40", "", "shutdown", "catalogue", "pod terminationGracePeriodSeconds")]
    [InlineData("drop: [ALL], add: [NET_BIND_SERVICE]", "drop: [ALL]", "security", "catalogue", "container api securityContext.capabilities.add")]
    [InlineData("runAsUser: 1001", "runAsUser: 0", "security", "catalogue", "pod securityContext.runAsUser")]
    [InlineData("fsGroup: 1001", "fsGroup: 2002", "security", "catalogue", "pod securityContext.fsGroup")]
    [InlineData("serviceAccountName: catalogue", "", "service-account", "catalogue", "pod serviceAccountName")]
    [InlineData("nodeSelector: {disk: ssd}", "nodeSelector: {disk: hdd}", "scheduling", "catalogue", "pod nodeSelector.disk")]
    [InlineData("medium: Memory, sizeLimit: 64Mi", "medium: Memory, sizeLimit: 128Mi", "volume", "catalogue", "pod volume cache sizeLimit")]
    [InlineData("medium: Memory, sizeLimit: 64Mi", "sizeLimit: 64Mi", "volume", "catalogue", "pod volume cache medium")]
    [InlineData("mountPath: /etc/catalogue, readOnly: true", "mountPath: /etc/catalogue", "volume", "catalogue", "container api volumeMount /etc/catalogue readOnly")]
    [InlineData("prometheus.io/scrape: \"true\"", "", "annotation", "catalogue", "pod annotation prometheus.io/scrape")]
    [InlineData("team: books", "team: lending", "label", "catalogue", "label team")]
    [InlineData("port: 9090, targetPort: 9100", "port: 9090, targetPort: 9101", "port", "catalogue", "service catalogue targetPort metrics")]
    [InlineData("storage: 10Gi", "storage: 20Gi", "volume", "search", "volumeClaimTemplate data resources.requests.storage")]
    [InlineData("hostNetwork: true", "", "security", "agent", "pod hostNetwork")]
    [InlineData("args: [-c, /etc/agent.conf]", "args: [-c, /etc/other.conf]", "command", "agent", "container agent args")]
    [InlineData("hostPath: {path: /var/log}", "emptyDir: {}", "volume", "agent", "pod volume logs")]
    [InlineData("schedule: \"0 6 * * *\"", "schedule: \"0 7 * * *\"", "schedule", "reminders", "schedule")]
    [InlineData("schedule: \"0 6 * * *\"", "schedule: \"0 6 * * *\"\n  concurrencyPolicy: Forbid", "schedule", "reminders", "concurrencyPolicy")]
    [InlineData("{name: BATCH, value: \"100\"}", "{name: BATCH, value: \"200\"}", "env-value", "reminders", "env BATCH")]
    [InlineData("backoffLimit: 2", "", "schedule", "seed", "backoffLimit")]
    [InlineData("maxReplicas: 5", "maxReplicas: 9", "hpa-range", "search", "hpa maxReplicas")]
    [InlineData("averageUtilization: 80", "averageUtilization: 60", "hpa-metric", "search", "hpa cpu")]
    [InlineData("maxUnavailable: 1", "maxUnavailable: 2", "pdb", "search", "pdb")]
    [InlineData("ports: [{port: 9200}]", "ports: [{port: 9200}, {port: 9300}]", "networkpolicy", "search", "networkpolicy")]
    [InlineData("path: /api/books", "path: /books", "route-prefix", "catalogue", "route")]
    [InlineData("host: library.example.org", "host: books.example.org", "inherent", "ingress", "host")]
    [InlineData("stringData: {user: library, password: not-for-print}", "stringData: {user: library}", "secret-key", "secret/database", "data password")]
    public void One_change_is_one_difference(string before, string after, string category, string workload, string path)
    {
        Assert.Contains(before, Library.Manifests, StringComparison.Ordinal);
        var changed = Library.Manifests.Replace(before, after, StringComparison.Ordinal);

        var found = Compare(changed).Differences.Where(each => each.Category != "env-missing" || each.Path != "env DB_password").Select(Text);

        Assert.Equal([$"{category} {workload} {path}"], found);
    }

    [Theory]
    [InlineData("replicas: 3", "replicas: 3\n  revisionHistoryLimit: 10\n  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}}")]
    [InlineData("limits: {cpu: \"1\", memory: 512Mi}", "limits: {cpu: 1000m, memory: 0.5Gi}")]
    [InlineData("image: prom/exporter:0.9", "image: docker.io/prom/exporter:0.9")]
    [InlineData("args: [\"--port=$(PORT)\"]", "args: [\"--port=8080\"]")]
    [InlineData("command: [/fluent-bit/bin/fluent-bit]\n          args: [-c, /etc/agent.conf]", "command: [/fluent-bit/bin/fluent-bit, -c]\n          args: [/etc/agent.conf]")]
    [InlineData("targetPort: http}", "targetPort: 8080}")]
    [InlineData("drop: [ALL], add: [NET_BIND_SERVICE]", "add: [CAP_NET_BIND_SERVICE], drop: [all]")]
    [InlineData("  - configMapRef: {name: common}", "  - configMapRef: {name: common, optional: false}")]
    [InlineData("valueFrom: {configMapKeyRef: {name: catalogue, key: page-size}}", "value: \"50\"")]
    [InlineData("hostPath: {path: /var/log}", "hostPath: {path: /var/log, type: \"\"}")]
    [InlineData("configMap: {name: catalogue-files}", "configMap: {name: catalogue-files, defaultMode: 0644}")]
    [InlineData("selector: {matchLabels: {app: search}}\n---", "selector: {matchExpressions: [{key: app, operator: In, values: [search]}]}\n---")]
    [InlineData("pathType: Prefix", "pathType: ImplementationSpecific")]
    [InlineData("port: {name: http}", "port: {number: 80}")]
    [InlineData("ports: [{port: 9200}]", "ports: [{protocol: TCP, port: 9200}]")]
    [InlineData("httpGet: {path: /ready, port: http}", "httpGet: {path: /ready, port: 8080, scheme: HTTP}")]
    [InlineData("name: cache", "name: scratch")]
    [InlineData("name: exporter", "name: exporter\n          imagePullPolicy: IfNotPresent\n          terminationMessagePath: /dev/termination-log")]
    [InlineData("schedule: \"0 6 * * *\"", "schedule: \"0 6 * * *\"\n  suspend: false\n  successfulJobsHistoryLimit: 3")]
    public void Another_spelling_is_no_difference(string before, string after)
    {
        Assert.Contains(before, Library.Manifests, StringComparison.Ordinal);
        Assert.Equal([], Compare(Library.Manifests.Replace(before, after, StringComparison.Ordinal)).Differences.Select(Text));
    }

    [Fact]
    public void Values_of_secrets_are_never_printed()
    {
        var result = Compare(Library.Manifests.Replace("password: not-for-print", "password: another-one", StringComparison.Ordinal)
            .Replace("{name: BATCH, value: \"100\"}", "{name: API_TOKEN, value: tell-nobody}", StringComparison.Ordinal));
        using var stream = new MemoryStream();
        Parity.Verification.Adoption.Report.AdoptionJson.Write(result, stream);
        var json = System.Text.Encoding.UTF8.GetString(stream.ToArray());

        Assert.DoesNotMatch("not-for-print|another-one|tell-nobody", json);
        Assert.Equal(["env-missing reminders env API_TOKEN", "env-missing reminders env BATCH"], result.Differences.Select(Text));
    }

    private static AdoptionResult Compare(string changed) =>
        EnvironmentComparison.Of(Collected.Of(("dev/all.yaml", Library.Manifests), ("staging/all.yaml", Library.Manifests), ("test/all.yaml", changed)));

    private static string Text(EnvironmentDifference each) => $"{each.Category} {each.Workload} {each.Path}";
}
