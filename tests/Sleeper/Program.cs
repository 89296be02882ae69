using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
var seats = new SemaphoreSlim(builder.Configuration.GetValue("Sleeper:Concurrency", 10));
var nap = TimeSpan.FromMilliseconds(builder.Configuration.GetValue("Sleeper:Milliseconds", 100));
var caller = builder.Configuration["Sleeper:Calls"];
builder.Services.AddHttpClient("next", client => client.BaseAddress = new($"http://{caller ?? "nobody"}"));

var app = builder.Build();
app.MapServiceDefaults();
// A replica does so many at a time; whoever comes later waits for a seat.
app.Map("/", async (CancellationToken cancellation) =>
{
    await seats.WaitAsync(cancellation);
    try
    {
        await Task.Delay(nap, cancellation);
        return Environment.ProcessId;
    }
    finally
    {
        seats.Release();
    }
});
app.Map("/call", async (IHttpClientFactory clients, CancellationToken cancellation) => await clients.CreateClient("next").GetStringAsync(new Uri("/", UriKind.Relative), cancellation));
await app.RunAsync();
