using Orders;
using Orders.Cancelling;
using Orders.Placing;
using Orders.Reading;
using ServiceDefaults;
using ServiceDefaults.Postgres;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres("shop");
builder.Services.AddOpenApi();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, OrderJson.Default));
builder.Services.AddSingleton<OrderBook>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapOpenApi();
var orders = app.MapGroup("/api/orders").WithTags("Orders");
orders.MapPlaceOrder();
orders.MapReadOrder();
orders.MapCancelOrder();
app.Run();
