using System.Text;

namespace Benchmarks.Adopt;

/// <summary>What kubectl gives of a namespace with many workloads: managed fields, status, a server's defaults.</summary>
internal static class Dump
{
    public static string Of(string environment, int workloads)
    {
        var text = new StringBuilder("apiVersion: v1\nitems:\n");
        for (var index = 0; index < workloads; index++)
            text.Append(Objects.Replace("NAME", $"service-{index}", StringComparison.Ordinal).Replace("UID", $"{environment}-{index}", StringComparison.Ordinal)
                .Replace("REPLICAS", "3", StringComparison.Ordinal).Replace("MOST", environment == "dev" && index == workloads / 2 ? "60" : "80", StringComparison.Ordinal));
        return text.Append("kind: List\nmetadata:\n  resourceVersion: \"\"\n").ToString();
    }

    private const string Objects = """
        - apiVersion: apps/v1
          kind: Deployment
          metadata:
            annotations:
              deployment.kubernetes.io/revision: "4"
              kubectl.kubernetes.io/last-applied-configuration: |
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"annotations":{},"name":"NAME","namespace":"shop"},"spec":{"replicas":REPLICAS,"selector":{"matchLabels":{"app":"NAME"}}}}
            creationTimestamp: "2026-01-12T08:31:05Z"
            generation: 4
            labels:
              app: NAME
              team: platform
            managedFields:
            - apiVersion: apps/v1
              fieldsType: FieldsV1
              fieldsV1:
                f:metadata:
                  f:annotations:
                    .: {}
                    f:kubectl.kubernetes.io/last-applied-configuration: {}
                f:spec:
                  f:progressDeadlineSeconds: {}
                  f:replicas: {}
                  f:revisionHistoryLimit: {}
                  f:selector: {}
                  f:strategy:
                    f:rollingUpdate:
                      .: {}
                      f:maxSurge: {}
                      f:maxUnavailable: {}
                    f:type: {}
                  f:template:
                    f:metadata:
                      f:labels:
                        .: {}
                        f:app: {}
                    f:spec:
                      f:containers:
                        k:{"name":"server"}:
                          .: {}
                          f:env:
                            .: {}
                            k:{"name":"PORT"}:
                              .: {}
                              f:name: {}
                              f:value: {}
                          f:image: {}
                          f:imagePullPolicy: {}
                          f:name: {}
                          f:resources: {}
              manager: kubectl-client-side-apply
              operation: Update
              time: "2026-02-03T11:02:44Z"
            name: NAME
            namespace: shop
            resourceVersion: "918273"
            uid: UID
          spec:
            progressDeadlineSeconds: 600
            replicas: REPLICAS
            revisionHistoryLimit: 10
            selector:
              matchLabels:
                app: NAME
            strategy:
              rollingUpdate:
                maxSurge: 25%
                maxUnavailable: 25%
              type: RollingUpdate
            template:
              metadata:
                annotations:
                  prometheus.io/scrape: "true"
                labels:
                  app: NAME
              spec:
                containers:
                - args:
                  - --listen=$(PORT)
                  env:
                  - name: PORT
                    value: "8080"
                  - name: CATALOG_URL
                    value: http://service-1.shop.svc.cluster.local:8080
                  - name: PAGE_SIZE
                    valueFrom:
                      configMapKeyRef:
                        key: page-size
                        name: NAME
                  - name: POD_IP
                    valueFrom:
                      fieldRef:
                        apiVersion: v1
                        fieldPath: status.podIP
                  envFrom:
                  - configMapRef:
                      name: NAME-common
                  image: registry.example.com/shop/NAME:1.8.2
                  imagePullPolicy: IfNotPresent
                  livenessProbe:
                    failureThreshold: 3
                    httpGet:
                      path: /live
                      port: http
                      scheme: HTTP
                    periodSeconds: 10
                    successThreshold: 1
                    timeoutSeconds: 1
                  name: server
                  ports:
                  - containerPort: 8080
                    name: http
                    protocol: TCP
                  readinessProbe:
                    failureThreshold: 3
                    httpGet:
                      path: /ready
                      port: http
                      scheme: HTTP
                    periodSeconds: 5
                    successThreshold: 1
                    timeoutSeconds: 1
                  resources:
                    limits:
                      cpu: 500m
                      memory: 256Mi
                    requests:
                      cpu: 100m
                      memory: 128Mi
                  securityContext:
                    allowPrivilegeEscalation: false
                    capabilities:
                      drop:
                      - ALL
                    readOnlyRootFilesystem: true
                  terminationMessagePath: /dev/termination-log
                  terminationMessagePolicy: File
                  volumeMounts:
                  - mountPath: /tmp
                    name: scratch
                dnsPolicy: ClusterFirst
                restartPolicy: Always
                schedulerName: default-scheduler
                securityContext:
                  fsGroup: 1000
                  runAsNonRoot: true
                serviceAccount: NAME
                serviceAccountName: NAME
                terminationGracePeriodSeconds: 30
                volumes:
                - emptyDir: {}
                  name: scratch
          status:
            availableReplicas: REPLICAS
            conditions:
            - lastTransitionTime: "2026-02-03T11:02:44Z"
              lastUpdateTime: "2026-02-03T11:02:44Z"
              message: Deployment has minimum availability.
              reason: MinimumReplicasAvailable
              status: "True"
              type: Available
            observedGeneration: 4
            replicas: REPLICAS
        - apiVersion: v1
          kind: Service
          metadata:
            creationTimestamp: "2026-01-12T08:31:05Z"
            name: NAME
            namespace: shop
            resourceVersion: "918274"
            uid: service-UID
          spec:
            clusterIP: 10.96.12.7
            clusterIPs:
            - 10.96.12.7
            internalTrafficPolicy: Cluster
            ipFamilies:
            - IPv4
            ipFamilyPolicy: SingleStack
            ports:
            - name: http
              port: 80
              protocol: TCP
              targetPort: http
            selector:
              app: NAME
            sessionAffinity: None
            type: ClusterIP
          status:
            loadBalancer: {}
        - apiVersion: v1
          data:
            page-size: "50"
          kind: ConfigMap
          metadata:
            name: NAME
            namespace: shop
        - apiVersion: v1
          data:
            LOG_FORMAT: json
            LOG_LEVEL: info
            REGION: north
          kind: ConfigMap
          metadata:
            name: NAME-common
            namespace: shop
        - apiVersion: v1
          kind: ServiceAccount
          metadata:
            name: NAME
            namespace: shop
        - apiVersion: policy/v1
          kind: PodDisruptionBudget
          metadata:
            name: NAME
            namespace: shop
          spec:
            maxUnavailable: 1
            selector:
              matchLabels:
                app: NAME
        - apiVersion: autoscaling/v2
          kind: HorizontalPodAutoscaler
          metadata:
            name: NAME
            namespace: shop
          spec:
            maxReplicas: 9
            metrics:
            - resource:
                name: cpu
                target:
                  averageUtilization: MOST
                  type: Utilization
              type: Resource
            minReplicas: 3
            scaleTargetRef:
              apiVersion: apps/v1
              kind: Deployment
              name: NAME
        - apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata:
            name: NAME
            namespace: shop
          spec:
            ingress:
            - from:
              - podSelector: {}
              ports:
              - port: 8080
                protocol: TCP
            podSelector:
              matchLabels:
                app: NAME
            policyTypes:
            - Ingress

        """;
}
