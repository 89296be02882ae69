var builder = DistributedApplication.CreateBuilder(args);

var password = builder.AddParameter("password", "s3cret-value", secret: true);
var database = builder.AddConnectionString("database", ReferenceExpression.Create($"Host=localhost;Password={password}"));
var web = builder.AddProject<Projects.SmallApp>("web")
    .WithArgs("serve")
    .WithHttpEndpoint(port: 5321, env: "PORT")
    .WithReplicas(2)
    .WithReference(database)
    .WithEnvironment("Greeting", builder.Configuration["Greeting"]);
builder.AddProject<Projects.SmallApp>("worker").WithArgs("serve").WithEnvironment("PORT", "0").WaitFor(web);

if (builder.Configuration["Fail"] is { } reason) throw new InvalidOperationException(reason);
await builder.Build().RunAsync();
