using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Services.Infrastructure;

namespace Services.Defaults;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("PUT", "/echo", 405)]
    [InlineData("POST", "/echo", 400)]
    [InlineData("GET", "/broken", 500)]
    [InlineData("GET", "/hang", 504)]
    public async Task Every_error_is_a_problem_document_whatever_the_client_accepts_and_shows_no_code(string method, string path, int status)
    {
        await using var probe = await Start();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (method == "POST") request.Content = new StringContent("{", Encoding.UTF8, "application/json");

        using var response = await probe.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = await OrderClient.Json(response);

        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        Assert.False(problem.ToString().Contains("ErrorTests", StringComparison.Ordinal), problem.ToString());
        Assert.False(problem.ToString().Contains("inner detail", StringComparison.Ordinal), problem.ToString());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_answered_with_413()
    {
        await using var probe = await Start();

        using var response = await probe.Http.PostAsync("/echo", new StringContent($$"""{"value":"{{new string('x', 5_000)}}"}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_body_over_the_limit_without_a_stated_length_is_answered_with_413()
    {
        await using var probe = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo") { Content = new StringContent($$"""{"value":"{{new string('x', 5_000)}}"}""", Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;

        using var response = await probe.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    [InlineData("\"\"")]
    public async Task Json_in_an_encoding_that_nobody_knows_is_answered_with_415(string charset)
    {
        await using var probe = await Start();
        using var body = new StringContent("{}");
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

        using var response = await probe.Http.PostAsync("/echo", body, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("POST", "/echo", null, "body")]
    [InlineData("POST", "/echo", "null", "body")]
    [InlineData("GET", "/count?page=x", null, "page")]
    [InlineData("GET", "/count", null, "page")]
    public async Task What_is_missing_or_not_readable_is_named(string method, string path, string? body, string field)
    {
        await using var probe = await Start();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, null, "application/json") };

        using var response = await probe.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], (await OrderClient.Json(response)).GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    private static Task<Probe> Start() => Probe.Start(Probe.Builder(("Http:MaxBodyBytes", "4096"), ("Http:RequestTimeout", "300ms")), app =>
    {
        app.MapPost("/echo", (Text text) => text);
        app.MapGet("/count", (int page) => page);
        app.MapGet("/broken", string () => throw new InvalidOperationException("inner detail"));
        app.MapGet("/hang", async (HttpContext context) => await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted));
    });

    private sealed record Text(string Value);
}
