using Parity.Emission;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Emission.Autoscaling;

public sealed class AutoscalingTests
{
    private static readonly Keda Keda = new(new Uri("http://prometheus.monitoring:9090"));
    private static readonly Parity.Model.Autoscaling Cpu = Parity.Model.Autoscaling.UpTo(8).Measuring(new AutoscalingMetric.Cpu(70));

    [Fact]
    public void Cpu_alone_is_an_autoscaler_of_Kubernetes_itself() => Assert.Equal(
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          labels:
            app.kubernetes.io/component: service
            app.kubernetes.io/instance: shop-catalog
            app.kubernetes.io/managed-by: parity
            app.kubernetes.io/name: catalog
            app.kubernetes.io/part-of: shop
          name: catalog
        spec:
          behavior:
            scaleDown:
              policies:
              - periodSeconds: 60
                type: Percent
                value: 30
              selectPolicy: Max
              stabilizationWindowSeconds: 165
            scaleUp:
              policies:
              - periodSeconds: 60
                type: Percent
                value: 900
              - periodSeconds: 60
                type: Pods
                value: 4
              selectPolicy: Max
              stabilizationWindowSeconds: 0
          maxReplicas: 8
          metrics:
          - resource:
              name: cpu
              target:
                averageUtilization: 70
                type: Utilization
            type: Resource
          minReplicas: 2
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: catalog

        """,
        Yaml(Shop.Dev, Cpu, "horizontalpodautoscaler"));

    [Fact]
    public void Requests_a_queue_and_a_schedule_are_triggers_of_KEDA()
    {
        var declared = Parity.Model.Autoscaling.UpTo(20)
            .Measuring(new AutoscalingMetric.RequestsInFlight(10), new AutoscalingMetric.Cpu(80), new AutoscalingMetric.QueueDepth("shop", "SELECT count(*) FROM shop.jobs", 20))
            .During(new() { Days = [DayOfWeek.Friday, DayOfWeek.Saturday], From = new(20, 30), To = new(1, 0), TimeZone = "Europe/Berlin", Floor = 6 });

        var yaml = Yaml(Shop.Production with { Capabilities = Shop.Production.Capabilities with { Keda = Keda } }, declared, "scaledobject");

        Assert.Equal(
            """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata:
              labels:
                app.kubernetes.io/component: service
                app.kubernetes.io/instance: shop-catalog
                app.kubernetes.io/managed-by: parity
                app.kubernetes.io/name: catalog
                app.kubernetes.io/part-of: shop
              name: catalog
            spec:
              scaleTargetRef:
                name: catalog
              pollingInterval: 15
              minReplicaCount: 2
              maxReplicaCount: 20
              advanced:
                horizontalPodAutoscalerConfig:
                  behavior:
                    scaleDown:
                      policies:
                      - periodSeconds: 60
                        type: Percent
                        value: 30
                      selectPolicy: Max
                      stabilizationWindowSeconds: 165
                    scaleUp:
                      policies:
                      - periodSeconds: 60
                        type: Percent
                        value: 900
                      - periodSeconds: 60
                        type: Pods
                        value: 4
                      selectPolicy: Max
                      stabilizationWindowSeconds: 0
              triggers:
              - type: prometheus
                metricType: AverageValue
                metadata:
                  query: "sum(irate(istio_request_duration_milliseconds_sum{reporter=\"destination\",destination_workload=\"catalog\",destination_workload_namespace=\"shop\"}[1m])) / 1000"
                  serverAddress: "http://prometheus.monitoring:9090"
                  threshold: "10"
              - type: cpu
                metricType: Utilization
                metadata:
                  value: "80"
              - type: postgresql
                metricType: AverageValue
                metadata:
                  query: "SELECT count(*) FROM shop.jobs"
                  targetQueryValue: "20"
                authenticationRef:
                  name: catalog-shop
              - type: cron
                metadata:
                  desiredReplicas: "6"
                  end: "0 1 * * 0,6"
                  start: "30 20 * * 5,6"
                  timezone: Europe/Berlin

            """,
            yaml);
    }

    [Fact]
    public void The_number_of_replicas_is_the_autoscalers_alone()
    {
        Assert.Null(((k8s.Models.V1Deployment)Emitted(Shop.Dev, Cpu, "deployment")!.Value).Spec.Replicas);
        Assert.NotNull(Emitted(Shop.Dev, Cpu, "poddisruptionbudget"));
        Assert.Null(Emitted(Shop.Dev, Cpu.AtLeast(1), "poddisruptionbudget"));
        Assert.Equal((1, 3), Bounds(Cpu.In("dev", 1, 3, "one small node")));
    }

    [Fact]
    public void Without_KEDA_requests_are_an_error_that_names_the_alternative()
    {
        var usual = Parity.Model.Autoscaling.UpTo(8);

        var approximated = Emit(Shop.Dev, usual);
        var refused = Emit(Shop.Production, usual);

        Assert.Equal(["warning AUTOSCALING-015: autoscaling of 'catalog' in 'dev': The cluster has no KEDA, which requests in flight (10 a replica) need. It follows CPU alone. Install KEDA and state it in the environment's capabilities."], approximated.Diagnostics.Where(diagnostic => diagnostic.Code.StartsWith("AUTOSCALING", StringComparison.Ordinal)).Select(diagnostic => diagnostic.ToString()));
        Assert.NotNull(Emitted(Shop.Dev, usual, "horizontalpodautoscaler"));
        Assert.Equal(["AUTOSCALING-015"], refused.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.Code));
        Assert.Empty(refused.Objects);
    }

    [Fact]
    public void What_a_cluster_cannot_do_is_refused()
    {
        var gateway = Shop.Production with { Ingress = new IngressKind.Gateway("gateways", "other"), Capabilities = new(new(1, 32), new(0, 0)) { Keda = Keda } };
        var tolerant = Cpu with { Behavior = Cpu.Behavior with { Up = Cpu.Behavior.Up with { Tolerance = 0.05 } } };

        Assert.Equal(["AUTOSCALING-016"], Errors(gateway, Parity.Model.Autoscaling.UpTo(8)));
        Assert.Equal(["AUTOSCALING-017"], Errors(Shop.Production, tolerant));
        Assert.Equal(["AUTOSCALING-013"], Errors(Shop.Production, Cpu.In("qa", 1, 2, "small")));
        Assert.Equal(["AUTOSCALING-014"], Errors(Shop.Production, Cpu.Measuring(new AutoscalingMetric.QueueDepth("books", "SELECT 1", 5))));
    }

    private static (int?, int) Bounds(Parity.Model.Autoscaling declared)
    {
        var spec = ((k8s.Models.V2HorizontalPodAutoscaler)Emitted(Shop.Dev, declared, "horizontalpodautoscaler")!.Value).Spec;
        return (spec.MinReplicas, spec.MaxReplicas);
    }

    private static string Yaml(Environment environment, Parity.Model.Autoscaling declared, string file)
    {
        var topology = Only(environment, declared);
        var emission = Emitter.Emit(topology, []);
        Assert.Equal([], emission.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
        return Manifests.Write(topology, emission).Files.Single(entry => entry.Key.EndsWith($"/catalog/{file}.yaml", StringComparison.Ordinal)).Value;
    }

    private static Emitted? Emitted(Environment environment, Parity.Model.Autoscaling declared, string file) =>
        Emit(environment, declared).Objects[environment.Name].SingleOrDefault(emitted => emitted.File == $"catalog/{file}");

    private static IEnumerable<string> Errors(Environment environment, Parity.Model.Autoscaling declared) =>
        Emit(environment, declared).Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.Code);

    private static Parity.Emission.Emission Emit(Environment environment, Parity.Model.Autoscaling declared) => Emitter.Emit(Only(environment, declared), []);

    private static Topology Only(Environment environment, Parity.Model.Autoscaling declared) => Shop.Topology with
    {
        Environments = [environment with { Order = 1, Telemetry = new Uri("http://collector.example.com:4317") }],
        Workloads = [Shop.Catalog with { References = [], WaitsFor = [], Replicas = Declared.Everywhere(declared.Bounds.Minimum), Settings = [], Autoscaling = declared }],
        Routes = RouteTable.Of(Route.Prefix("/").To("catalog")),
    };
}
