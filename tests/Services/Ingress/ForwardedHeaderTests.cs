using Microsoft.AspNetCore.Http;

namespace Services.Routing;

public sealed class ForwardedHeaderTests
{
    private static readonly string[] Spoofs =
        ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Port", "X-Real-IP", "X-Original-URL", "Forwarded", "X-Envoy-External-Address"];

    [Fact]
    public async Task Removes_what_a_client_claims_about_itself() =>
        Assert.Equal("shop.example.com|X-Forwarded-For=127.0.0.1;X-Forwarded-Host=shop.example.com;X-Forwarded-Proto=http", await Seen());

    [Fact]
    public async Task Keeps_what_a_trusted_proxy_says() =>
        Assert.Equal("shop.example.com|X-Forwarded-For=spoof, 127.0.0.1;X-Forwarded-Host=spoof;X-Forwarded-Proto=spoof", await Seen("--Ingress:TrustedProxies=10.0.0.0/8,127.0.0.0/8"));

    private static async Task<string> Seen(params string[] settings)
    {
        await using var replica = await Replica.StartAsync(context => context.Response.WriteAsync(
            context.Request.Host + "|" + string.Join(';', context.Request.Headers.Where(header => Spoofs.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}={header.Value}"))));
        await using var ingress = await RunningIngress.StartAsync(RunningIngress.Shop(), [$"--services:shop:http:0={replica.Address}", .. settings]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "shop.example.com";
        foreach (var name in Spoofs) request.Headers.TryAddWithoutValidation(name, "spoof");
        using var answer = await ingress.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
