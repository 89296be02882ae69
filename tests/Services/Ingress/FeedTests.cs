using System.Net;
using System.Text.Json;

namespace Services.Routing;

public sealed class FeedTests
{
    [Fact]
    public async Task Replicas_come_and_go_under_load_without_a_failed_request()
    {
        using var folder = new Folder();
        await using var one = await Slow();
        await using var two = await Slow();
        folder.Write(one.Address);
        await using var ingress = await RunningIngress.StartAsync(RunningIngress.Shop(), $"--Ingress:ReplicasFile={folder.File}");
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 8).Select(_ => Load(ingress.Client, stop.Token)).ToArray();

        for (var change = 0; change < 12; change++)
        {
            await Task.Delay(120, TestContext.Current.CancellationToken);
            string[] addresses = (change % 3) switch { 0 => [one.Address, two.Address], 1 => [two.Address], _ => [one.Address] };
            folder.Write(addresses);
        }

        await stop.CancelAsync();
        var answers = (await Task.WhenAll(load)).SelectMany(answers => answers).ToArray();
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.True(answers.Length > 100 && one.Requests > 0 && two.Requests > 0, $"{answers.Length} requests, {one.Requests} and {two.Requests}");
    }

    [Fact]
    public async Task A_change_takes_effect_within_300_ms()
    {
        using var folder = new Folder();
        await using var one = await Replica.StartAsync();
        await using var two = await Replica.StartAsync();
        folder.Write(one.Address);
        await using var ingress = await RunningIngress.StartAsync(RunningIngress.Shop(), $"--Ingress:ReplicasFile={folder.File}");
        await ingress.Client.GetStringAsync("/", TestContext.Current.CancellationToken);

        folder.Write(two.Address);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await ingress.Client.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (one.Requests, two.Requests));
    }

    [Fact]
    public async Task A_half_written_file_leaves_the_last_addresses()
    {
        using var folder = new Folder();
        await using var one = await Replica.StartAsync();
        folder.Write(one.Address);
        await using var ingress = await RunningIngress.StartAsync(RunningIngress.Shop(), $"--Ingress:ReplicasFile={folder.File}");

        await File.WriteAllTextAsync(folder.File, "{\"shop\": [\"htt", TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);

        Assert.Equal("ok", await ingress.Client.GetStringAsync("/", TestContext.Current.CancellationToken));
    }

    private static Task<Replica> Slow() => Replica.StartAsync(async context => await Task.Delay(20, context.RequestAborted));

    private static async Task<List<HttpStatusCode>> Load(HttpClient client, CancellationToken stop)
    {
        var answers = new List<HttpStatusCode>();
        while (!stop.IsCancellationRequested)
        {
            using var answer = await client.GetAsync("/", CancellationToken.None);
            answers.Add(answer.StatusCode);
        }

        return answers;
    }

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("feed");

        public string File => Path.Combine(folder.FullName, "replicas.json");

        public void Write(params string[] addresses)
        {
            var next = File + ".next";
            System.IO.File.WriteAllText(next, JsonSerializer.Serialize(new Dictionary<string, string[]> { ["shop"] = addresses }));
            System.IO.File.Move(next, File, overwrite: true);
        }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
