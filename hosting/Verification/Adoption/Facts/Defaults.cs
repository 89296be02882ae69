namespace Parity.Verification.Adoption.Facts;

/// <summary>What the API server fills in, or the kubelet assumes, where an object is silent (kubernetes.io/docs/reference/kubernetes-api).</summary>
internal static class Defaults
{
    public static readonly IReadOnlyDictionary<string, string> Probe = Table("""
        initialDelaySeconds 0
        periodSeconds 10
        timeoutSeconds 1
        successThreshold 1
        failureThreshold 3
        httpGet.scheme HTTP
        httpGet.path /
        """);

    public static readonly IReadOnlyDictionary<string, string> Container = Table("""
        terminationMessagePath /dev/termination-log
        terminationMessagePolicy File
        stdin false
        stdinOnce false
        tty false
        securityContext.allowPrivilegeEscalation true
        securityContext.privileged false
        securityContext.readOnlyRootFilesystem false
        securityContext.runAsNonRoot false
        securityContext.procMount Default
        """);

    public static readonly IReadOnlyDictionary<string, string> Pod = Table("""
        dnsPolicy ClusterFirst
        restartPolicy Always
        schedulerName default-scheduler
        terminationGracePeriodSeconds 30
        serviceAccountName default
        automountServiceAccountToken true
        enableServiceLinks true
        hostNetwork false
        hostPID false
        hostIPC false
        hostUsers true
        shareProcessNamespace false
        setHostnameAsFQDN false
        preemptionPolicy PreemptLowerPriority
        securityContext.runAsNonRoot false
        securityContext.fsGroupChangePolicy Always
        securityContext.supplementalGroupsPolicy Merge
        """);

    public static readonly IReadOnlyDictionary<string, string> Workload = Table("""
        minReadySeconds 0
        paused false
        """);

    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Kinds = new(StringComparer.Ordinal)
    {
        ["Deployment"] = Table("""
            strategy.type RollingUpdate
            strategy.rollingUpdate.maxSurge 25%
            strategy.rollingUpdate.maxUnavailable 25%
            revisionHistoryLimit 10
            progressDeadlineSeconds 600
            """),
        ["StatefulSet"] = Table("""
            updateStrategy.type RollingUpdate
            updateStrategy.rollingUpdate.partition 0
            updateStrategy.rollingUpdate.maxUnavailable 1
            podManagementPolicy OrderedReady
            revisionHistoryLimit 10
            persistentVolumeClaimRetentionPolicy.whenDeleted Retain
            persistentVolumeClaimRetentionPolicy.whenScaled Retain
            ordinals.start 0
            """),
        ["DaemonSet"] = Table("""
            updateStrategy.type RollingUpdate
            updateStrategy.rollingUpdate.maxSurge 0
            updateStrategy.rollingUpdate.maxUnavailable 1
            revisionHistoryLimit 10
            """),
        ["Job"] = Table("""
            parallelism 1
            completions 1
            backoffLimit 6
            completionMode NonIndexed
            suspend false
            podReplacementPolicy TerminatingOrFailed
            manualSelector false
            """),
        ["CronJob"] = Table("""
            concurrencyPolicy Allow
            suspend false
            successfulJobsHistoryLimit 3
            failedJobsHistoryLimit 1
            jobTemplate.spec.parallelism 1
            jobTemplate.spec.completions 1
            jobTemplate.spec.backoffLimit 6
            jobTemplate.spec.completionMode NonIndexed
            jobTemplate.spec.suspend false
            jobTemplate.spec.podReplacementPolicy TerminatingOrFailed
            """),
    };

    public static readonly IReadOnlyDictionary<string, string> Service = Table("""
        type ClusterIP
        sessionAffinity None
        sessionAffinityConfig.clientIP.timeoutSeconds 10800
        internalTrafficPolicy Cluster
        externalTrafficPolicy Cluster
        allocateLoadBalancerNodePorts true
        publishNotReadyAddresses false
        ipFamilyPolicy SingleStack
        headless false
        """);

    public static readonly IReadOnlyDictionary<string, string> Volume = Table("""
        defaultMode 420
        optional false
        readOnly false
        type
        medium
        """);

    public static readonly IReadOnlyDictionary<string, string> Mount = Table("""
        readOnly false
        subPath
        subPathExpr
        mountPropagation None
        recursiveReadOnly Disabled
        """);

    public static IReadOnlyDictionary<string, string> OfKind(string kind) => Kinds.GetValueOrDefault(kind, Workload);

    /// <summary>The default of a relative path as a value, or null.</summary>
    public static Value? Find(this IReadOnlyDictionary<string, string> table, string relative) =>
        table.TryGetValue(relative, out var text) ? Value.Of(relative, text, quoted: text.Length == 0) : null;

    private static Dictionary<string, string> Table(string rows) => rows.Split('\n')
        .Select(row => row.Split(' ', 2)).ToDictionary(row => row[0], row => row.Length > 1 ? row[1] : "", StringComparer.Ordinal);
}
