using Parity.CommandLine;

var invocation = Invocation.Parse(args);
if (invocation.ExitCode is { } exitCode) return exitCode;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = invocation.Arguments,
    DisableDashboard = invocation.NoDashboard,
});
if (invocation.Reset) builder.ResetData();

// Infrastructure
var postgres = builder.AddPostgresServer("postgres");
var shop = postgres.AddDatabase("shop");
var cache = builder.AddGarnetServer("cache");

// Services
var migrations = builder.AddProject<Projects.Migrations>("migrations")
    .WithReference(shop).WaitFor(shop);

var payments = builder.AddProject<Projects.PaymentSandbox>("payments")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithReference(shop)
    .WaitForCompletion(migrations);

var catalog = builder.AddProject<Projects.Catalog>("catalog")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithAutoscaling(maximum: 12)
    .WithReference(shop).WithReference(cache)
    .WaitForCompletion(migrations).WaitFor(cache);

var orders = builder.AddProject<Projects.Orders>("orders")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithReference(shop)
    .WaitForCompletion(migrations)
    .WithReplicas(2)
    .WithAutoscaling(maximum: 20);

builder.AddProject<Projects.Fulfillment>("fulfillment")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithReference(shop).WithReference(payments)
    .WaitForCompletion(migrations)
    .WithReplicas(2)
    .WithAutoscaling(Scaling.Fulfillment);

builder.AddProject<Projects.Storefront>("storefront")
    .WithHttpEndpoint().WithHttpHealthCheck("/ready")
    .WithReference(catalog).WithReference(orders);

// The way in: YARP here, Istio in the cloud, a plain ingress controller on dev
var ingress = builder.AddProject<Projects.Ingress>("ingress")
    .WithHttpEndpoint(port: 8080)
    .WithExternalHttpEndpoints()
    .WithRoutes(Routes.Table);

builder.AddStartupTimeline(ingress);
return await invocation.RunAsync(builder);
