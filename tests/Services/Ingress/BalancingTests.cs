using System.Net;

namespace Services.Routing;

public sealed class BalancingTests
{
    [Fact]
    public async Task Spreads_the_requests_of_one_connection_over_all_replicas()
    {
        await using var one = await Replica.StartAsync();
        await using var two = await Replica.StartAsync();
        await using var three = await Replica.StartAsync();
        await using var ingress = await RunningIngress.ForShopAsync("", one.Address, two.Address, three.Address);

        for (var i = 0; i < 300; i++) await ingress.Client.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(300, one.Requests + two.Requests + three.Requests);
        Assert.All([one, two, three], replica => Assert.InRange(replica.Requests, 50, 150));
    }

    [Fact]
    public async Task Shares_requests_by_weight()
    {
        await using var many = await Replica.StartAsync();
        await using var few = await Replica.StartAsync();
        await using var none = await Replica.StartAsync();
        await using var ingress = await RunningIngress.StartAsync(
            """{"routes": [{"name": "r", "path": {"prefix": "/"}, "backends": [{"workload": "many", "weight": 9}, {"workload": "few", "weight": 1}, {"workload": "none", "weight": 0}]}]}""",
            $"--services:many:http:0={many.Address}", $"--services:few:http:0={few.Address}", $"--services:none:http:0={none.Address}");

        for (var i = 0; i < 1000; i++) await ingress.Client.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(0, none.Requests);
        // Six standard deviations of 1,000 draws at 0.1.
        Assert.InRange(few.Requests, 43, 157);
        Assert.Equal(1000, many.Requests + few.Requests);
    }

    [Fact]
    public async Task Sends_an_idempotent_request_to_another_replica_when_one_is_dead()
    {
        await using var alive = await Replica.StartAsync();
        var dead = await Replica.StartAsync();
        var address = dead.Address;
        await dead.DisposeAsync();
        await using var ingress = await RunningIngress.ForShopAsync("", alive.Address, address);

        for (var i = 0; i < 40; i++)
        {
            using var answer = await ingress.Client.GetAsync("/", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Answers_a_refused_post_with_502_and_never_repeats_it()
    {
        await using var dead = await Replica.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var other = await Replica.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var ingress = await RunningIngress.ForShopAsync(""", "retries": 3""", dead.Address, other.Address);

        using var answer = await ingress.Client.PostAsync("/", new StringContent("order"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, dead.Requests + other.Requests);
    }

    [Theory]
    [InlineData("", 1, HttpStatusCode.ServiceUnavailable)]
    [InlineData(""", "retries": 2""", 3, HttpStatusCode.OK)]
    public async Task Repeats_a_failed_get_only_as_often_as_declared(string retries, int attempts, HttpStatusCode status)
    {
        var asked = 0;
        await using var replica = await Replica.StartAsync(context =>
        {
            context.Response.StatusCode = ++asked < 3 ? 503 : 200;
            return Task.CompletedTask;
        });
        await using var ingress = await RunningIngress.ForShopAsync(retries, replica.Address);

        using var answer = await ingress.Client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal((status, attempts), (answer.StatusCode, replica.Requests));
    }

    [Fact]
    public async Task Names_the_workload_that_has_no_replica()
    {
        await using var ingress = await RunningIngress.ForShopAsync("");

        using var answer = await ingress.Client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("No replica of 'shop' is ready.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
