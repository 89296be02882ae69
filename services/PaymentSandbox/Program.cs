using PaymentSandbox;
using PaymentSandbox.Payments;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Postgres;
using ServiceDefaults.Settings;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres("shop");
builder.AddSettings(SandboxSettings.Read);
builder.Services.AddOpenApi();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PaymentJson.Default));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Ledger>();
builder.Services.AddSingleton<Weather>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapOpenApi();
var payments = app.MapGroup("/api/payments").WithTags("Payments").ProducesLoadProblems();
payments.MapCharge();
payments.MapReadPayment();
payments.MapVoidPayment();
app.Run();
