using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>What a process sees and what a request reaches counts, however it was written.</summary>
public sealed class MeaningTests
{
    private const string Api = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api}
        spec:
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec:
              containers:
                - name: api
                  image: example/api:1
                  BODY
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: first}
        data: {A: "1", B: "2"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: second}
        data: {B: "3"}

        """;

    [Theory]
    [InlineData("envFrom: [{configMapRef: {name: first}}, {configMapRef: {name: second}}]", "env: [{name: A, value: \"1\"}, {name: B, value: \"3\"}]")]
    [InlineData("envFrom: [{prefix: P_, configMapRef: {name: second}}]", "env: [{name: P_B, value: \"3\"}]")]
    [InlineData("{envFrom: [{configMapRef: {name: first}}], env: [{name: B, value: \"9\"}]}", "env: [{name: B, value: \"9\"}, {name: A, valueFrom: {configMapKeyRef: {name: first, key: A}}}]")]
    [InlineData("env: [{name: H, value: h}, {name: U, value: \"http://$(H):80\"}]", "env: [{name: U, value: \"http://h:80\"}, {name: H, value: h}]")]
    [InlineData("env: [{name: X, value: \"$$(H)\"}]", "env: [{name: X, value: \"$$(H)\"}]")]
    [InlineData("env: [{name: N, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]", "env: [{name: N, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: metadata.name}}}]")]
    [InlineData("resources: {limits: {cpu: 1000m, memory: 1Gi}}", "resources: {limits: {cpu: 1, memory: 1024Mi}, requests: {cpu: 1, memory: 1Gi}}")]
    [InlineData("ports: [{containerPort: 80, name: a}, {containerPort: 81}]", "ports: [{containerPort: 81, protocol: TCP}, {containerPort: 80, name: a}]")]
    [InlineData("securityContext: {capabilities: {drop: [ALL]}}", "securityContext: {capabilities: {drop: [all]}}")]
    public void Written_otherwise_is_the_same(string one, string other) => Assert.Equal([], Differences(("dev/a.yaml", Write(one)), ("staging/a.yaml", Write(other))));

    [Theory]
    [InlineData("envFrom: [{configMapRef: {name: first}}, {configMapRef: {name: second}}]", "envFrom: [{configMapRef: {name: second}}, {configMapRef: {name: first}}]", "env-value api env B")]
    [InlineData("env: [{name: U, value: \"$(H)\"}, {name: H, value: h}]", "env: [{name: H, value: h}, {name: U, value: \"$(H)\"}]", "env-value api env U")]
    [InlineData("env: [{name: T, valueFrom: {secretKeyRef: {name: s, key: t}}}]", "env: [{name: T, valueFrom: {secretKeyRef: {name: s, key: u}}}]", "env-source api env T")]
    [InlineData("env: [{name: E, value: \"\"}]", "env: []", "env-missing api env E")]
    [InlineData("livenessProbe: {httpGet: {path: /a, port: 80}}", "livenessProbe: {httpGet: {path: /a, port: 80}, failureThreshold: 9}", "probe api container api livenessProbe.failureThreshold")]
    public void Meant_otherwise_is_a_difference(string one, string other, string expected) => Assert.Equal([expected], Differences(("dev/a.yaml", Write(one)), ("staging/a.yaml", Write(other))));

    [Fact]
    public void Autoscaler_of_each_version_and_of_KEDA_is_the_same_autoscaler()
    {
        const string V1 = "---\napiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: api\n  annotations:\n    autoscaling.alpha.kubernetes.io/metrics: '[{\"type\":\"Resource\",\"resource\":{\"name\":\"memory\",\"targetAverageUtilization\":80}}]'\nspec: {scaleTargetRef: {kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 9, targetCPUUtilizationPercentage: 70}\n";
        const string V2 = "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: other-name}\nspec: {scaleTargetRef: {kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 9, metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 80}}}, {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]}\n";
        const string Keda = "---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: api}\nspec: {scaleTargetRef: {name: api}, minReplicaCount: 2, maxReplicaCount: 9, triggers: [{type: cpu, metricType: Utilization, metadata: {value: \"70\"}}, {type: memory, metadata: {type: Utilization, value: \"80\"}}]}\n";

        Assert.Equal([], Differences(("dev/a.yaml", Write("") + V1), ("staging/a.yaml", Write("") + V2), ("test/a.yaml", Write("") + Keda)));
        Assert.Equal(["hpa-metric api hpa cpu"], Differences(("dev/a.yaml", Write("") + V1), ("staging/a.yaml", Write("") + Keda.Replace("\"70\"", "\"75\"", StringComparison.Ordinal))));
    }

    [Fact]
    public void Mesh_object_is_the_same_with_long_names_and_other_units()
    {
        const string Rule = "---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: api, namespace: shop}\nspec: {host: HOST, trafficPolicy: {outlierDetection: {interval: SPAN, consecutive5xxErrors: 5}}}\n";
        static string Of(string host, string span) => Write("") + Rule.Replace("HOST", host, StringComparison.Ordinal).Replace("SPAN", span, StringComparison.Ordinal);

        Assert.Equal([], Differences(("dev/a.yaml", Of("api", "60s")), ("staging/a.yaml", Of("api.shop.svc.cluster.local", "1m"))));
        Assert.Equal(["object destinationrule/api spec.trafficPolicy.outlierDetection.interval"], Differences(("dev/a.yaml", Of("api", "60s")), ("staging/a.yaml", Of("api", "2m"))));
    }

    [Fact]
    public void What_only_a_missing_workload_reads_is_missing_with_it()
    {
        const string Job = "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: mailer}\nspec: {selector: {matchLabels: {app: mailer}}, template: {metadata: {labels: {app: mailer}}, spec: {containers: [{name: mailer, image: \"example/mailer:1\", envFrom: [{configMapRef: {name: mail}}, {secretRef: {name: smtp}}]}]}}}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: mail}\ndata: {FROM: a}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: smtp}\nstringData: {password: x}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: other}\nstringData: {a: b}\n";
        const string Other = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: other}\nstringData: {a: b}\n";

        Assert.Equal(["workload-missing mailer workload"], Differences(("dev/a.yaml", Write("") + Job), ("staging/a.yaml", Write("") + Other)));
    }

    [Theory]
    [InlineData("kubectl create configmap made --from-literal=A=1 --from-literal=B='2 3'")]
    [InlineData("kubectl create configmap made --from-env-file=deploy/made.env")]
    [InlineData("kubectl -n shop create configmap made \\\n  --from-literal=A=1 \\\n  --from-literal=\"B=2 3\" --dry-run=client -o yaml | kubectl apply -f -")]
    public void Config_map_that_a_pipeline_makes_is_one(string command)
    {
        var pipeline = $"pipeline {{ stages {{ stage('Deploy') {{ steps {{ sh \"\"\"{command}\"\"\" }} }} }} }}";

        var env = command.Contains("env-file", StringComparison.Ordinal) ? "dev/made.env" : "dev/made.txt";

        Assert.Equal([], Differences(("dev/Jenkinsfile", pipeline), (env, "A=1\nB=2 3\n"), ("dev/a.yaml", Write("")),
            ("staging/a.yaml", Write("") + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\ndata: {A: \"1\", B: 2 3}\n")));
    }

    [Theory]
    [InlineData("Ingress")]
    [InlineData("VirtualService")]
    [InlineData("HTTPRoute")]
    public void Routes_are_compared_by_what_they_route(string kind)
    {
        const string Service = "apiVersion: v1\nkind: Service\nmetadata: {name: api}\nspec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}\n---\n";
        static string Route(string kind, string path) => kind switch
        {
            "Ingress" => $"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{name: r}}\nspec: {{rules: [{{http: {{paths: [{{path: {path}, pathType: Prefix, backend: {{service: {{name: api, port: {{number: 80}}}}}}}}]}}}}]}}\n",
            "VirtualService" => $"apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{name: r}}\nspec: {{hosts: [\"*\"], gateways: [g], http: [{{match: [{{uri: {{prefix: {path}}}}}], route: [{{destination: {{host: api.shop.svc.cluster.local, port: {{number: 80}}}}}}]}}]}}\n",
            _ => $"apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {{name: r}}\nspec: {{parentRefs: [{{name: g}}], rules: [{{matches: [{{path: {{type: PathPrefix, value: {path}}}}}], backendRefs: [{{name: api, port: 80}}]}}]}}\n",
        };

        Assert.Equal([], Differences(("dev/a.yaml", Write("") + "---\n" + Service + Route("Ingress", "/api")), ("staging/a.yaml", Write("") + "---\n" + Service + Route(kind, "/api"))).Where(each => !each.StartsWith("inherent", StringComparison.Ordinal)));
        Assert.Equal(["route-prefix api route"], Differences(("dev/a.yaml", Write("") + "---\n" + Service + Route("Ingress", "/api")), ("staging/a.yaml", Write("") + "---\n" + Service + Route(kind, "/other"))).Where(each => !each.StartsWith("inherent", StringComparison.Ordinal)));
    }

    [Fact]
    public void Kustomization_with_overlay_generators_component_and_replacement_is_what_it_builds()
    {
        const string Deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: REPLICAS, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: IMAGE, env: [{name: HOST, value: VALUE}], envFrom: [{configMapRef: {name: settings}}]}]}}}\n";
        static string Web(string replicas, string image, string host) => Deployment.Replace("REPLICAS", replicas, StringComparison.Ordinal).Replace("IMAGE", image, StringComparison.Ordinal).Replace("VALUE", host, StringComparison.Ordinal);
        const string Service = "apiVersion: v1\nkind: Service\nmetadata: {name: backend}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n";

        var found = Differences(
            ("base/kustomization.yaml", "resources: [web.yaml]\nconfigMapGenerator:\n- {name: settings, literals: [LEVEL=info, SIZE=5]}\n"), ("base/web.yaml", $"{Web("1", "example/web:1", "nobody")}---\n{Service}"),
            ("components/fast/kustomization.yaml", "kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\nconfigMapGenerator:\n- {name: settings, behavior: merge, envs: [fast.env]}\n"), ("components/fast/fast.env", "# faster\nSIZE=50\n"),
            ("dev/kustomization.yaml", "resources: [../base]\ncomponents: [../components/fast]\nimages: [{name: example/web, newTag: \"2\"}]\nreplicas: [{name: web, count: 3}]\nreplacements:\n- source: {kind: Service, name: backend, fieldPath: metadata.name}\n  targets: [{select: {kind: Deployment}, fieldPaths: [\"spec.template.spec.containers.[name=web].env.[name=HOST].value\"]}]\n"),
            ("staging/all.yaml", $"{Web("3", "docker.io/example/web:2", "backend")}---\n{Service}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: settings}}\ndata: {{LEVEL: info, SIZE: \"50\"}}\n"));

        Assert.Equal([], found);
    }

    [Fact]
    public void Compose_file_is_held_against_a_dump_by_what_it_can_say()
    {
        var found = Differences(
            ("dev/compose.yaml", "services:\n  api:\n    image: example/api:${TAG:-1}\n    env_file: [api.env]\n    environment:\n      B: \"5\"\n"), ("dev/api.env", "A=1\nB=2\n"),
            ("production/a.yaml", Write("env: [{name: A, value: \"1\"}, {name: B, value: \"6\"}]")));

        Assert.Equal(["env-value api env B"], found.Where(each => each.Contains(" env ", StringComparison.Ordinal)));
        Assert.Equal([], found.Where(each => each.Contains("image", StringComparison.Ordinal) || each.StartsWith("workload", StringComparison.Ordinal)));
    }

    [Fact]
    public void Pipelines_are_aligned_stage_by_stage_with_matrix_parallel_when_input_and_post()
    {
        const string Pipeline = """
            pipeline {
              agent any
              options { timeout(time: 1, unit: 'HOURS') }
              stages {
                stage('Build') { steps { sh 'make' } }
                stage('Test') {
                  matrix {
                    axes { axis { name 'OS'; values 'linux', 'windows' } }
                    stages { stage('Unit') { steps { sh 'make test' } } }
                  }
                }
                stage('Checks') { parallel { stage('Lint') { steps { sh 'make lint' } } stage('Scan') { steps { sh 'make scan' } } } }
                stage('Deploy') {
                  when { branch 'main' }
                  input { message 'Go?' }
                  steps { sh 'kubectl apply -f .' }
                }
              }
              post { failure { mail to: 'a@example.com', subject: 'x' } }
            }
            """;
        static List<string> Of(string one, string other) => [.. EnvironmentComparison.Of(Collected.Of(("dev/Jenkinsfile", one), ("production/Jenkinsfile", other))).Pipelines.Select(each => $"{each.Stage} {each.Step}")];

        Assert.Equal([], Of(Pipeline, Pipeline.Replace("time: 1, unit: 'HOURS'", "unit: 'MINUTES', time: 60", StringComparison.Ordinal)));
        Assert.Equal(["Test matrix OS"], Of(Pipeline, Pipeline.Replace("'linux', 'windows'", "'linux'", StringComparison.Ordinal)));
        Assert.Equal(["Scan steps"], Of(Pipeline, Pipeline.Replace("make scan", "make scan --fast", StringComparison.Ordinal)));
        Assert.Equal(["Deploy when"], Of(Pipeline, Pipeline.Replace("branch 'main'", "branch 'release'", StringComparison.Ordinal)));
        Assert.Equal(["Deploy input"], Of(Pipeline, Pipeline.Replace("input { message 'Go?' }", "", StringComparison.Ordinal)));
        Assert.Equal([" post failure"], Of(Pipeline, Pipeline.Replace("a@example.com", "b@example.com", StringComparison.Ordinal)));
    }

    private static string Write(string body) => body.StartsWith('{')
        ? Api.Replace("BODY", body[1..^1].Replace(", env:", "\n          env:", StringComparison.Ordinal), StringComparison.Ordinal)
        : Api.Replace("BODY", body, StringComparison.Ordinal);

    private static List<string> Differences(params (string Path, string Text)[] files) =>
        [.. EnvironmentComparison.Of(Collected.Of(files)).Differences.Select(each => $"{each.Category} {each.Workload} {each.Path}")];
}
