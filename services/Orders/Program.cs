using Orders;
using Orders.Cancelling;
using Orders.Placing;
using Orders.Reading;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Postgres;
using ServiceDefaults.Settings;
using ServiceDefaults.WarmUp;

var builder = WebApplication.CreateSlimBuilder(args);
// Orders are written in groups: the more at once, the less each costs.
builder.SetDefault("Overload:CalmLatency", "20ms");
builder.AddServiceDefaults();
builder.AddPostgres("shop");
builder.Services.AddOpenApi();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, OrderJson.Default));
builder.Services.AddSingleton<OrderBook>();
builder.AddSettings(AcceptanceSettings.Read);
builder.Services.AddSingleton<Acceptance>();
builder.AddWarmUp(WarmUpOrder.Place, WarmUpOrder.Read);

var app = builder.Build();
app.MapServiceDefaults();
app.MapOpenApi();
var orders = app.MapGroup("/api/orders").WithTags("Orders").ProducesLoadProblems();
orders.MapPlaceOrder();
orders.MapReadOrder();
orders.MapCancelOrder();
app.Run();
