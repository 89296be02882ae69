using Services.Infrastructure;

namespace Services.Fulfillment;

public sealed class TraceTests(Servers servers)
{
    private static readonly string[] Expected =
    [
        "orders: POST /api/orders/", "fulfillment: wait for a worker", "fulfillment: fulfil order", "fulfillment: pay",
        "fulfillment: POST", "payments: POST /api/payments/", "fulfillment: confirm order",
    ];

    [Fact]
    public async Task An_order_its_job_its_payment_and_its_confirmation_are_one_trace()
    {
        await using var collector = await TraceCollector.Start();
        var database = await servers.NewShop();
        await using var payments = await ServiceProcess.StartReady("PaymentSandbox", [database.Setting, .. collector.Settings("payments")]);
        await using var orders = await ServiceProcess.StartReady("Orders", [database.Setting, .. collector.Settings("orders")]);
        await using var worker = await ServiceProcess.StartReady("Fulfillment", [database.Setting, ("services:payments:http:0", payments.Address), .. collector.Settings("fulfillment")]);
        var client = new OrderClient(orders.Http);

        var order = await client.Place(eventId: 2, quantity: 1);
        await Eventually.Equal("confirmed", () => client.Status(order));

        await Eventually.Equal("", () => Task.FromResult(string.Join(", ", Expected.Except(OfOrder().Select(span => $"{span.Service}: {span.Name}")))));
        var spans = OfOrder();
        Assert.Single(spans, span => span.Parent == "");
        Assert.All(spans.Where(span => span.Parent != ""), span => Assert.Contains(spans, parent => parent.Id == span.Parent));
        await Eventually.Equal("/v1/logs /v1/metrics /v1/traces", () => Task.FromResult(string.Join(' ', collector.Signals)));
        Assert.Equal([], collector.Spans.Where(span => span.Name.Contains("ready", StringComparison.Ordinal) || span.Name.Contains("alive", StringComparison.Ordinal)));

        IReadOnlyList<Span> OfOrder()
        {
            var trace = collector.Spans.FirstOrDefault(span => span.Name.StartsWith("POST /api/orders", StringComparison.Ordinal))?.Trace;
            return [.. collector.Spans.Where(span => span.Trace == trace)];
        }
    }

    [Fact]
    public async Task Idle_workers_and_health_probes_leave_no_spans()
    {
        await using var collector = await TraceCollector.Start();
        var database = await servers.NewShop();
        await using var worker = await ServiceProcess.StartReady("Fulfillment", [database.Setting, .. collector.Settings("fulfillment")]);
        for (var n = 0; n < 10; n++)
        {
            Assert.Equal((200, 200), (await worker.Status("/ready"), await worker.Status("/alive")));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        worker.Process.Terminate();
        Assert.Equal(0, await worker.Process.ExitCode(TimeSpan.FromSeconds(15)));
        Assert.Equal([], collector.Spans);
    }
}
