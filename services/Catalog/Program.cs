using Catalog.Cache;
using Catalog.Events;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Postgres;
using ServiceDefaults.WarmUp;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres("shop");
builder.AddPageCache("cache");
builder.Services.AddOpenApi();
builder.Services.AddSingleton<EventTable>();
builder.AddWarmUp(() => new(HttpMethod.Get, "/api/catalog/events"), () => new(HttpMethod.Get, "/api/catalog/events/1"));

var app = builder.Build();
app.MapServiceDefaults();
app.MapOpenApi();
var events = app.MapGroup("/api/catalog/events").WithTags("Events").ProducesLoadProblems();
events.MapListEvents();
events.MapReadEvent();
app.Run();
