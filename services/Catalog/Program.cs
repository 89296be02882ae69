using ServiceDefaults;
using ServiceDefaults.Postgres;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres("shop");

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
