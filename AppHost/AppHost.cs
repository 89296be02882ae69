using Parity.CommandLine;
using static Environments;

var invocation = Invocation.Parse(args);
if (invocation.ExitCode is { } exitCode) return exitCode;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = invocation.Arguments,
    DisableDashboard = invocation.NoDashboard,
});
if (invocation.Prepare(builder) is { } refused) return refused;
builder.AddEnvironments(All, system: "tickets");

// Infrastructure: in the cluster for dev; elsewhere the cloud's, by a connection string in the Secret of the same name
var postgres = builder.AddPostgresServer("postgres")
    .WithPresence(Each(true, false, false), "staging and production use the cloud's PostgreSQL");
var shop = postgres.AddDatabase("shop");
var cache = builder.AddGarnetServer("cache")
    .WithPresence(Each(true, false, false), "staging and production use the cloud's cache");
builder.AddTelemetryDashboard("dashboard")
    .WithPresence(Each(true, true, false), "production sends its telemetry to a collector");

// Services
var migrations = builder.AddProject<Projects.Migrations>("migrations")
    .WithReference(shop).WaitFor(shop);

var payments = builder.AddProject<Projects.PaymentSandbox>("payments")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithReference(shop)
    .WaitForCompletion(migrations)
    .WithPresence(Each(true, true, false), "production pays for real");

var catalog = builder.AddProject<Projects.Catalog>("catalog")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithReference(shop).WithReference(cache)
    .WaitForCompletion(migrations).WaitFor(cache)
    .WithCapacity(cpu: 0.25, memoryMiB: 256)
    .WithAutoscaling(maximum: 12);

var orders = builder.AddProject<Projects.Orders>("orders")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithReference(shop)
    .WaitForCompletion(migrations)
    .WithReplicas(2)
    .WithCapacity(cpu: 0.25, memoryMiB: 256)
    .WithAutoscaling(maximum: 20);

builder.AddProject<Projects.Fulfillment>("fulfillment")
    .AsWorker()
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithReference(shop).WithReference(payments)
    .WaitForCompletion(migrations)
    .WithSetting("Payments__Address", Each("http://payments", "http://payments", "https://payments.example.com"), "the sandbox stands in for the provider")
    .WithOutside("payment provider", port: 443)
    .WithReplicas(2)
    .WithCapacity(cpu: 0.25, memoryMiB: 256)
    .WithAutoscaling(Scaling.Fulfillment);

builder.AddProject<Projects.Storefront>("storefront")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithReference(catalog).WithReference(orders)
    .WithReplicas(Each(1, 2, 3), "dev is one small machine, staging needs two to show what replicas do")
    .WithCapacity(cpu: 0.25, memoryMiB: 256);

// The way in: YARP here; Istio in the cloud and an ingress controller on dev take its place
var ingress = builder.AddProject<Projects.Ingress>("ingress")
    .WithHttpEndpoint(port: 8080)
    .WithExternalHttpEndpoints()
    .WithRoutes(Routes.Table);

builder.AddStartupTimeline(ingress);
return await invocation.RunAsync(builder);
