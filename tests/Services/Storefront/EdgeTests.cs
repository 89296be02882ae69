using System.Net;
using System.Text;

namespace Services.Storefront;

public sealed class EdgeTests : ShopTest
{
    [Theory]
    [InlineData("/")]
    [InlineData("/nothing")]
    [InlineData("/assets/shop.css")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var headers = (await Visitor.GetAsync(path)).Headers;

        Assert.Equal(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            headers["Content-Security-Policy"]);
        Assert.Equal(("nosniff", "same-origin", "DENY"), (headers["X-Content-Type-Options"], headers["Referrer-Policy"], headers["X-Frame-Options"]));
        Assert.Equal([], headers.Keys.Intersect(["Server", "X-Powered-By", "Set-Cookie"]));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/events/1")]
    [InlineData("/nothing")]
    public async Task Nothing_on_a_page_is_inline_or_from_elsewhere(string path)
    {
        var seen = await Visitor.GetAsync(path);

        Assert.Empty(seen.Document.QuerySelectorAll("style, script:not([src]), [style]"));
        Assert.All(seen.Document.QuerySelectorAll("[src], link[href]"), e => Assert.StartsWith("/assets/", e.GetAttribute("src") ?? e.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.SeeOther)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.SeeOther)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://shop.example:81", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://shop.example.evil", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://shop.example", HttpStatusCode.SeeOther)]
    [InlineData("Origin", "https://shop.example", HttpStatusCode.SeeOther)]
    [InlineData("Origin", "https://SHOP.example:443", HttpStatusCode.SeeOther)]
    public async Task A_form_of_another_site_is_refused(string header, string value, HttpStatusCode status)
    {
        var request = Visitor.Form("/events/1/order", ("key", $"{Guid.NewGuid()}"), ("quantity", "1"), ("email", "ada@example.org"));
        request.Headers.Host = "shop.example";
        request.Headers.TryAddWithoutValidation(header, value);

        var seen = await Visitor.SendAsync(request);

        Assert.Equal(status, seen.Status);
        Assert.Equal(status == HttpStatusCode.SeeOther ? 1 : 0, Orders.Bought.Count);
    }

    [Fact]
    public async Task A_proxy_that_replaces_the_host_does_not_make_the_shop_a_stranger()
    {
        var request = Visitor.Form("/events/1/order", ("key", $"{Guid.NewGuid()}"), ("quantity", "1"), ("email", "ada@example.org"));
        request.Headers.TryAddWithoutValidation("Origin", "https://shop.example");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "shop.example");

        Assert.Equal(HttpStatusCode.SeeOther, (await Visitor.SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_with_a_page()
    {
        var seen = await Visitor.PostAsync("/events/1/order", ("email", new string('a', 200_000)));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "That was too much to send"), (seen.Status, seen.Heading));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    public async Task A_form_of_an_event_that_cannot_be_is_answered_like_its_page(string id)
    {
        var seen = await Visitor.PostAsync($"/events/{id}/order", ("key", $"{Guid.NewGuid()}"), ("quantity", "1"), ("email", "ada@example.org"));

        Assert.Equal((HttpStatusCode.NotFound, 0), (seen.Status, Orders.Bought.Count));
    }

    [Theory]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "key=k", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data", "x", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=b", "no such boundary", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_form_is_refused_with_a_page(string type, string body, HttpStatusCode status)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var seen = await Visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/events/1/order") { Content = content });

        Assert.Equal((status, "We could not read what was sent"), (seen.Status, seen.Heading));
    }

    [Fact]
    public async Task A_wrong_method_is_refused_with_a_page() =>
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "This page cannot be used that way"),
            await Visitor.PostAsync("/events/1") is var seen ? (seen.Status, seen.Heading) : default);

    [Fact]
    public async Task Head_answers_like_get_without_a_body()
    {
        var seen = await Visitor.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8", ""), (seen.Status, seen.Headers["Content-Type"], seen.Html));
    }

    [Fact]
    public async Task Assets_are_kept_for_good_under_the_address_that_pages_use_and_served_under_any_version()
    {
        var page = await Visitor.GetAsync("/");
        var address = page.One("link[rel=stylesheet]").GetAttribute("href")!;

        Assert.Equal("public, max-age=31536000, immutable", (await Visitor.GetAsync(address)).Headers["Cache-Control"]);
        var other = await Visitor.GetAsync("/assets/shop.css?v=of-another-release");
        Assert.Equal((HttpStatusCode.OK, "public, no-cache"), (other.Status, other.Headers["Cache-Control"]));
        Assert.Equal("text/css; charset=utf-8", other.Headers["Content-Type"]);
        Assert.Equal("image/svg+xml", (await Visitor.GetAsync("/favicon.ico")).Headers["Content-Type"]);
        Assert.Equal(HttpStatusCode.NotFound, (await Visitor.GetAsync("/assets/../Shop.cs")).Status);
    }

    [Fact]
    public async Task An_asset_that_did_not_change_is_not_sent_again()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/assets/shop.css");
        request.Headers.TryAddWithoutValidation("If-None-Match", (await Visitor.GetAsync("/assets/shop.css")).Headers["ETag"]);

        Assert.Equal(HttpStatusCode.NotModified, (await Visitor.SendAsync(request)).Status);
    }
}
