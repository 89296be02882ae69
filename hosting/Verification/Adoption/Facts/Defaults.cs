namespace Parity.Verification.Adoption.Facts;

/// <summary>What the API server fills in, or the kubelet assumes, where an object is silent (kubernetes.io/docs/reference/kubernetes-api).</summary>
internal static class Defaults
{
    public static readonly DefaultTable Probe = new("""
        initialDelaySeconds 0
        periodSeconds 10
        timeoutSeconds 1
        successThreshold 1
        failureThreshold 3
        httpGet.scheme HTTP
        httpGet.path /
        """);

    public static readonly DefaultTable Container = new("""
        lifecycle.preStop.httpGet.scheme HTTP
        lifecycle.preStop.httpGet.path /
        lifecycle.postStart.httpGet.scheme HTTP
        lifecycle.postStart.httpGet.path /
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

    public static readonly DefaultTable Pod = new("""
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

    public static readonly DefaultTable Workload = new("""
        minReadySeconds 0
        paused false
        """);

    private static readonly Dictionary<string, DefaultTable> Kinds = new(StringComparer.Ordinal)
    {
        ["Deployment"] = new("""
            strategy.type RollingUpdate
            strategy.rollingUpdate.maxSurge 25%
            strategy.rollingUpdate.maxUnavailable 25%
            revisionHistoryLimit 10
            progressDeadlineSeconds 600
            minReadySeconds 0
            paused false
            """),
        ["StatefulSet"] = new("""
            updateStrategy.type RollingUpdate
            updateStrategy.rollingUpdate.partition 0
            updateStrategy.rollingUpdate.maxUnavailable 1
            podManagementPolicy OrderedReady
            revisionHistoryLimit 10
            persistentVolumeClaimRetentionPolicy.whenDeleted Retain
            persistentVolumeClaimRetentionPolicy.whenScaled Retain
            ordinals.start 0
            minReadySeconds 0
            """),
        ["DaemonSet"] = new("""
            updateStrategy.type RollingUpdate
            updateStrategy.rollingUpdate.maxSurge 0
            minReadySeconds 0
            updateStrategy.rollingUpdate.maxUnavailable 1
            revisionHistoryLimit 10
            """),
        ["Job"] = new("""
            parallelism 1
            completions 1
            backoffLimit 6
            completionMode NonIndexed
            suspend false
            podReplacementPolicy TerminatingOrFailed
            manualSelector false
            """),
        ["CronJob"] = new("""
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

    public static readonly DefaultTable Service = new("""
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

    public static readonly DefaultTable Volume = new("""
        defaultMode 420
        optional false
        readOnly false
        type
        medium
        """);

    public static readonly DefaultTable Mount = new("""
        readOnly false
        subPath
        subPathExpr
        mountPropagation None
        recursiveReadOnly Disabled
        """);

    public static DefaultTable OfKind(string kind) => Kinds.GetValueOrDefault(kind, Workload);
}
