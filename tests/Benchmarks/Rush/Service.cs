using System.Text.RegularExpressions;
using EndToEnd;

namespace Benchmarks.Rush;

/// <summary>A service's built program in the configuration of this one, on a free port of loopback.</summary>
internal sealed partial class Service(Child process, Uri address) : IAsyncDisposable
{
    public static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(5) };

    // …/artifacts/bin/Benchmarks/release/
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public Child Process => process;

    public Uri Address => address;

    public static string Program(string name) => Path.Combine(LocalSystem.Root, $"artifacts/bin/{name}/{Configuration}/{name}");

    /// <summary>Starts it and waits until it is ready. Of two settings with one key the later counts.</summary>
    public static async Task<Service> Start(string name, params IEnumerable<(string Key, string Value)> settings) =>
        await Start(Child.Start(Program(name), [], [("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. settings.Select(Variable)]), "/ready");

    public static async Task<Service> Start(Child process, string readyPath)
    {
        try
        {
            var address = "";
            await process.WaitUntil(() => Task.FromResult((address = Listening().Match(process.Output).Groups[1].Value) != ""));
            var service = new Service(process, new Uri(address));
            await process.WaitUntil(async () => await service.Status(readyPath) == 200);
            return service;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public static (string Key, string Value) Variable((string Key, string Value) setting) => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value);

    public async Task<int> Status(string path)
    {
        try
        {
            using var response = await Client.GetAsync(new Uri(address, path));
            return (int)response.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    // Now listening on: http://127.0.0.1:41234
    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
