using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace EndToEnd.Reliability;

/// <summary>Customers who buy through the ingress and, as a browser's user would, try again with the same key when something fails.</summary>
internal sealed class Buyers(HttpClient shop, TimeSpan limit)
{
    private static readonly int[] Events = [1, 2, 3, 6, 13]; // few, so that they compete for seats
    private const int Attempts = 60;
    // People think between two orders; without it the load alone would fill a small machine, whatever its faults.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private int _placed;
    private int _refused;
    private int _failedTries;
    private int _hung;

    public ConcurrentDictionary<Guid, string> Accepted { get; } = new();

    public ConcurrentBag<string> Doubled { get; } = [];

    public ConcurrentDictionary<string, int> Failures { get; } = new();

    public int SoldOut => _refused;

    /// <summary>Accepted, or refused because no seat is left: the shop works.</summary>
    public int Answered => Accepted.Count + _refused;

    public int FailedTries => _failedTries;

    public int Hung => _hung;

    public Task BuyUntilAsync(int customers, CancellationToken closing) =>
        Task.WhenAll(Enumerable.Range(0, customers).Select(customer => Task.Run(() => BuyAsync(new Random(customer), closing), CancellationToken.None)));

    private async Task BuyAsync(Random random, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            var key = $"buyer-{Interlocked.Increment(ref _placed)}-{Guid.NewGuid():n}";
            var order = new { eventId = Events[random.Next(Events.Length)], quantity = random.Next(1, 4), email = random.Next(20) == 0 ? "declined@example.com" : "someone@example.com" };
            for (var attempt = 0; attempt < Attempts && !await TryAsync(key, order); attempt++) await Task.Delay(200, CancellationToken.None);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>True when the order needs no further try: accepted, or refused for good.</summary>
    private async Task<bool> TryAsync(string key, object order)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Content = JsonContent.Create(order), Headers = { { "Idempotency-Key", key } } };
            using var response = await shop.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.Accepted)
            {
                var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
                var first = Accepted.FirstOrDefault(entry => entry.Value == key && entry.Key != id);
                if (first.Value is not null) Doubled.Add($"{key}: {first.Key} and {id}");
                Accepted[id] = key;
                return true;
            }
            if (response.StatusCode == HttpStatusCode.Conflict)
            {
                Interlocked.Increment(ref _refused);
                return true;
            }
            Failures.AddOrUpdate(((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), 1, (_, count) => count + 1);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            Failures.AddOrUpdate(failure.GetType().Name, 1, (_, count) => count + 1);
        }
        Interlocked.Increment(ref _failedTries);
        if (watch.Elapsed > limit) Interlocked.Increment(ref _hung);
        return false;
    }
}
