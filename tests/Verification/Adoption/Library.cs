namespace Verification.Adoption;

/// <summary>A library's system with every kind of workload, as somebody wrote it down.</summary>
internal static class Library
{
    public const string Manifests = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: catalogue
          labels: {app.kubernetes.io/name: catalogue, team: books}
        spec:
          replicas: 3
          selector: {matchLabels: {app.kubernetes.io/name: catalogue}}
          template:
            metadata:
              labels: {app.kubernetes.io/name: catalogue, network: inside}
              annotations: {prometheus.io/scrape: "true"}
            spec:
              serviceAccountName: catalogue
              terminationGracePeriodSeconds: 40
              securityContext: {runAsUser: 1001, fsGroup: 1001}
              nodeSelector: {disk: ssd}
              topologySpreadConstraints:
                - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app.kubernetes.io/name: catalogue}}}
              initContainers:
                - name: migrate
                  image: ghcr.io/library/migrate:1.4.0
                  args: ["up"]
                  env:
                    - {name: MIGRATE_TIMEOUT, value: "60"}
              containers:
                - name: api
                  image: ghcr.io/library/catalogue:1.4.0
                  args: ["--port=$(PORT)"]
                  ports:
                    - {name: http, containerPort: 8080}
                  envFrom:
                    - configMapRef: {name: common}
                    - secretRef: {name: database}
                      prefix: DB_
                  env:
                    - {name: PORT, value: "8080"}
                    - {name: SEARCH_URL, value: "http://search:9200"}
                    - name: POD_IP
                      valueFrom: {fieldRef: {fieldPath: status.podIP}}
                    - name: MEMORY
                      valueFrom: {resourceFieldRef: {resource: limits.memory}}
                    - name: PAGE_SIZE
                      valueFrom: {configMapKeyRef: {name: catalogue, key: page-size}}
                  resources:
                    requests: {cpu: 250m, memory: 256Mi}
                    limits: {cpu: "1", memory: 512Mi}
                  readinessProbe:
                    httpGet: {path: /ready, port: http}
                  livenessProbe:
                    tcpSocket: {port: http}
                    periodSeconds: 20
                  lifecycle:
                    preStop: {exec: {command: [sleep, "5"]}}
                  securityContext:
                    capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}
                    readOnlyRootFilesystem: true
                  volumeMounts:
                    - {name: settings, mountPath: /etc/catalogue, readOnly: true}
                    - {name: cache, mountPath: /cache}
                - name: exporter
                  image: prom/exporter:0.9
                  env:
                    - {name: INTERVAL, value: 15s}
              volumes:
                - {name: settings, configMap: {name: catalogue-files}}
                - {name: cache, emptyDir: {medium: Memory, sizeLimit: 64Mi}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: catalogue}
        spec:
          selector: {app.kubernetes.io/name: catalogue}
          ports:
            - {name: http, port: 80, targetPort: http}
            - {name: metrics, port: 9090, targetPort: 9100}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: catalogue}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: common}
        data:
          LOG_LEVEL: info
          REGION: north
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: catalogue}
        data: {page-size: "50"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: catalogue-files}
        data:
          app.properties: |
            cache=on
            depth=3
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: database}
        stringData: {user: library, password: not-for-print}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: search}
        spec:
          serviceName: search
          replicas: 2
          selector: {matchLabels: {app: search}}
          template:
            metadata: {labels: {app: search}}
            spec:
              containers:
                - name: search
                  image: opensearchproject/opensearch:2.11
                  volumeMounts:
                    - {name: data, mountPath: /data}
          volumeClaimTemplates:
            - metadata: {name: data}
              spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent}
        spec:
          selector: {matchLabels: {app: agent}}
          template:
            metadata: {labels: {app: agent}}
            spec:
              hostNetwork: true
              tolerations: [{operator: Exists, effect: NoSchedule}]
              containers:
                - name: agent
                  image: fluent/fluent-bit:2.2
                  command: [/fluent-bit/bin/fluent-bit]
                  args: [-c, /etc/agent.conf]
                  volumeMounts: [{name: logs, mountPath: /var/log}]
              volumes: [{name: logs, hostPath: {path: /var/log}}]
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: reminders}
        spec:
          schedule: "0 6 * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: OnFailure
                  containers:
                    - name: reminders
                      image: ghcr.io/library/reminders:1.4.0
                      env: [{name: BATCH, value: "100"}]
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: seed}
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers: [{name: seed, image: "ghcr.io/library/seed:1.4.0"}]
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: search}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: search}
          minReplicas: 2
          maxReplicas: 5
          metrics:
            - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: search}
        spec:
          maxUnavailable: 1
          selector: {matchLabels: {app: search}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: search}
        spec:
          podSelector: {matchLabels: {app: search}}
          ingress:
            - from: [{podSelector: {matchLabels: {network: inside}}}]
              ports: [{port: 9200}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: library}
        spec:
          ingressClassName: nginx
          rules:
            - host: library.example.org
              http:
                paths:
                  - {path: /api/books, pathType: Prefix, backend: {service: {name: catalogue, port: {name: http}}}}

        """;
}
