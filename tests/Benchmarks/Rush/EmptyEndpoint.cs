using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Benchmarks.Rush;

/// <summary>Kestrel and one endpoint that writes so many bytes, in a process of its own: what a service cannot be faster than.</summary>
internal static class EmptyEndpoint
{
    public const string Argument = "--empty";

    public static Child Start(int bytes) => Child.Start(Environment.ProcessPath!, [Argument, $"{bytes}"],
        ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Logging__LogLevel__Microsoft.AspNetCore", "Warning"), ("DOTNET_TieredPGO", "1"), ("DOTNET_gcConcurrent", "1"));

    public static async Task<int> RunAsync(int bytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        var body = new byte[bytes];
        Array.Fill(body, (byte)'x');
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.RunAsync();
        return 0;
    }
}
