using Parity.Model;

// What a test may choose: --Sleeper:Minimum, --Sleeper:Maximum, --Sleeper:Plan=default|cpu, --Sleeper:Window=SECONDS, --Sleeper:Period=SECONDS, --Sleeper:Protected=true|false
var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;
int Number(string key, int usual) => int.TryParse(settings[$"Sleeper:{key}"], out var value) ? value : usual;

var usual = Autoscaling.UpTo(Number("Maximum", 8)).AtLeast(Number("Minimum", 1));
var declared = usual with { Behavior = usual.Behavior with { Down = new() { Window = TimeSpan.FromSeconds(Number("Window", 165)), Policies = [new AutoscalingPolicy.Percent(30, TimeSpan.FromSeconds(Number("Period", 60)))] } } };
var sleeper = builder.AddProject<Projects.Sleeper>("sleeper")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithEnvironment("Sleeper__Concurrency", settings["Sleeper:Concurrency"] ?? "10")
    .WithEnvironment("Sleeper__Milliseconds", settings["Sleeper:Milliseconds"] ?? "100")
    .WithEnvironment("Overload__Enabled", settings["Sleeper:Protected"] ?? "true")
    .WithReplicas(Number("Minimum", 1))
    .WithCapacity(cpu: 0.25, memoryMiB: 256)
    .WithAutoscaling(settings["Sleeper:Plan"] == "cpu" ? declared.Measuring(new AutoscalingMetric.Cpu(70)) : declared);
var caller = builder.AddProject<Projects.Sleeper>("caller")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithEnvironment("Sleeper__Calls", "sleeper")
    .WithReference(sleeper)
    .WaitFor(sleeper);
var ingress = builder.AddProject<Projects.Ingress>("ingress")
    .WithHttpEndpoint()
    .WithRoutes(RouteTable.Of(Route.Prefix("/call").To(caller), Route.Prefix("/").To(sleeper)));
builder.AddStartupTimeline(ingress);
await builder.Build().RunAsync();
