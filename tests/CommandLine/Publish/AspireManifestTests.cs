using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CommandLine.Publish;

/// <summary>The Aspire manifest of the real AppHost has the shape that Aspirate and azd read.</summary>
public sealed partial class AspireManifestTests
{
    // https://learn.microsoft.com/dotnet/aspire/deployment/manifest-format
    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["project.v0"] = ["path", "env"],
        ["container.v0"] = ["image"],
        ["parameter.v0"] = ["value", "inputs"],
        ["value.v0"] = ["connectionString"],
    };

    [Fact]
    public async Task Every_resource_has_a_type_they_know_and_every_expression_leads_somewhere()
    {
        using var manifest = await PublishAsync();
        var resources = manifest.RootElement.GetProperty("resources");

        Assert.Equal(["container.v0", "parameter.v0", "project.v0", "value.v0"], resources.EnumerateObject().Select(resource => Text(resource.Value, "type")).Distinct().Order());
        Assert.Equal([], from resource in resources.EnumerateObject() from field in Required[Text(resource.Value, "type")] where !resource.Value.TryGetProperty(field, out _) select $"{resource.Name}.{field}");
        Assert.Equal([], from text in Texts(resources) from Match expression in Expression().Matches(text) where !Leads(resources, expression.Groups[1].Value) select expression.Value);
        // A brace that is no expression stops their readers.
        Assert.Equal([], Texts(resources).Where(text => Expression().Replace(text, "").AsSpan().ContainsAny('{', '}')));
    }

    [Fact]
    public async Task Passwords_are_secret_inputs_that_the_tool_makes_and_no_value_is_in_the_file()
    {
        using var manifest = await PublishAsync();
        var resources = manifest.RootElement.GetProperty("resources");

        foreach (var password in (string[])["postgres-password", "cache-password"])
        {
            var input = resources.GetProperty(password).GetProperty("inputs").GetProperty("value");
            Assert.Equal(("string", true), (Text(input, "type"), input.GetProperty("secret").GetBoolean()));
            Assert.True(input.GetProperty("default").GetProperty("generate").GetProperty("minLength").GetInt32() >= 16);
        }

        Assert.Equal("{postgres-password.value}", Text(resources.GetProperty("postgres").GetProperty("env"), "POSTGRES_PASSWORD"));
    }

    [Fact]
    public async Task Bindings_say_what_is_spoken_and_only_the_way_in_is_external()
    {
        using var manifest = await PublishAsync();
        var bindings = (from resource in manifest.RootElement.GetProperty("resources").EnumerateObject()
                        where resource.Value.TryGetProperty("bindings", out _)
                        from binding in resource.Value.GetProperty("bindings").EnumerateObject()
                        select (Name: $"{resource.Name}.{binding.Name}", binding.Value)).ToArray();

        Assert.Equal([], bindings.Where(binding => Text(binding.Value, "protocol") != "tcp" || Text(binding.Value, "scheme") is not ("http" or "tcp") || Text(binding.Value, "transport") is not ("http" or "http2" or "tcp")).Select(binding => binding.Name));
        Assert.Equal(["ingress.http"], bindings.Where(binding => binding.Value.TryGetProperty("external", out var external) && external.GetBoolean()).Select(binding => binding.Name));
    }

    private static async Task<JsonDocument> PublishAsync()
    {
        var folder = Directory.CreateTempSubdirectory("aspire-manifest-");
        try
        {
            var file = Path.Combine(folder.FullName, "manifest.json");
            var start = new ProcessStartInfo("dotnet", [Path.Combine(Repository.Root, "artifacts", "bin", "AppHost", Repository.Configuration, "AppHost.dll"), "--publisher", "manifest", "--output-path", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder.FullName,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0 && File.Exists(file), $"{output}\n{await errors}");
            return JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // orders.bindings.http.url, shop.connectionString, postgres-password.inputs.value
    private static bool Leads(JsonElement resources, string expression)
    {
        var path = expression.Split('.');
        if (!resources.TryGetProperty(path[0], out var resource)) return false;
        return path[1..] switch
        {
            ["bindings", var binding, "url" or "host" or "port" or "targetPort" or "scheme"] => resource.TryGetProperty("bindings", out var bindings) && bindings.TryGetProperty(binding, out _),
            ["inputs", var input] => resource.TryGetProperty("inputs", out var inputs) && inputs.TryGetProperty(input, out _),
            [var member] => resource.TryGetProperty(member, out _),
            _ => false,
        };
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    [GeneratedRegex(@"\{([\w-]+(?:\.[\w-]+)+)\}")]
    private static partial Regex Expression();
}
