using Fulfillment;
using Fulfillment.Jobs;
using Fulfillment.Payments;
using ServiceDefaults;
using ServiceDefaults.Postgres;
using ServiceDefaults.Settings;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres("shop");
builder.AddSettings(JobSettings.Read);
builder.AddPayments();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<JobQueue>();
builder.Services.AddSingleton<OrderOutcomes>();
builder.Services.AddSingleton<Backoff>();
builder.Services.AddSingleton<JobTelemetry>();
builder.Services.AddSingleton<JobRun>();
builder.Services.AddHostedService<Worker>();

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
