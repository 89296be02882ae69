using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Services.Defaults;

namespace Services.Routing;

public sealed class BodyTests
{
    [Fact]
    public async Task What_a_service_says_to_a_body_over_its_limit_reaches_the_client()
    {
        await using var replica = await Replica.StartAsync(Limited);
        await using var ingress = await RunningIngress.ForShopAsync("", replica.Address);

        using var answer = await ingress.Client.PostAsync("/", new ByteArrayContent(new byte[20_000_000]), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "no more than 1000"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData(' ', HttpStatusCode.RequestEntityTooLarge)]
    [InlineData('x', HttpStatusCode.BadRequest)]
    public async Task What_a_service_says_to_a_large_body_without_a_stated_length_reaches_the_client(char filling, HttpStatusCode status)
    {
        await using var service = await Probe.Start(Probe.Builder(("Http:MaxBodyBytes", "4096")), app => app.MapPost("/", (string[] words) => words.Length));
        await using var ingress = await RunningIngress.ForShopAsync("", service.App.Urls.Single());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(new string(filling, 20_000_000), null, "application/json") };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await ingress.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_body_that_is_not_as_announced_is_the_clients_fault_and_not_the_replicas()
    {
        await using var replica = await Replica.StartAsync(context => context.Request.Body.CopyToAsync(Stream.Null));
        await using var ingress = await RunningIngress.ForShopAsync("", replica.Address);

        var answer = await SendAsync(ingress.Client.BaseAddress!, "POST / HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nnot a number\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("The request's body is not what its headers say.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_query_of_an_absolute_target_without_a_path_is_no_path()
    {
        await using var replica = await Replica.StartAsync(context => context.Response.WriteAsync($"{context.Request.Path} {context.Request.QueryString}"));
        await using var ingress = await RunningIngress.ForShopAsync("", replica.Address);

        var answer = await SendAsync(ingress.Client.BaseAddress!, "GET http://{0}?next=/admin HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\n\r\n");

        Assert.Contains("/ ?next=/admin", answer, StringComparison.Ordinal);
    }

    private static async Task Limited(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = 1_000;
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
        }
        catch (BadHttpRequestException refused)
        {
            context.Response.StatusCode = refused.StatusCode;
            await context.Response.WriteAsync("no more than 1000");
        }
    }

    private static async Task<string> SendAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Replace("{0}", address.Authority, StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
