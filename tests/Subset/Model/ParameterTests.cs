using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Subset.Model;

public class ParameterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Parameters:api-key", "k")]
    [InlineData("Parameters:api_key", "k")]
    public async Task A_value_comes_from_the_configuration_also_with_underscores(string key, string value) =>
        Assert.Equal(value, await Models.Run($"--{key}={value}").AddParameter("api-key").Resource.GetValueAsync(Stop));

    [Fact]
    public async Task A_missing_value_names_the_key_and_the_ways_to_set_it()
    {
        var missing = await Assert.ThrowsAsync<MissingParameterValueException>(async () => await Models.Run().AddParameter("api-key").Resource.GetValueAsync(Stop));
        Assert.Equal("Parameter resource could not be used because configuration key 'Parameters:api-key' is missing and the Parameter has no default value. Set it in appsettings.json, with 'dotnet user-secrets set Parameters:api-key VALUE', or as the environment variable Parameters__api_key.", missing.Message);
    }

    [Fact]
    public async Task A_given_value_wins_over_the_configuration_and_a_default_does_not()
    {
        var builder = Models.Run("--Parameters:size=large", "--Parameters:pw=given", "--Own:Key=own");
        Assert.Equal("small", await builder.AddParameter("size", "small").Resource.GetValueAsync(Stop));
        Assert.Equal("given", await builder.AddParameter("pw", new GenerateParameterDefault()).Resource.GetValueAsync(Stop));
        Assert.Equal("own", await builder.AddParameterFromConfiguration("own", "Own:Key").Resource.GetValueAsync(Stop));
    }

    [Fact]
    public void A_secret_is_never_published_as_a_default() =>
        Assert.Throws<ArgumentException>(() => Models.Run().AddParameter("a", "b", publishValueAsDefault: true, secret: true));

    [Fact]
    public async Task A_generated_value_obeys_its_rule_and_stays_the_same_in_one_run()
    {
        var parameter = Models.Run().AddParameter("pw", new GenerateParameterDefault { MinLength = 40, Upper = false, Special = false, MinNumeric = 10 }).Resource;
        var value = await parameter.GetValueAsync(Stop);
        Assert.Equal(value, await parameter.GetValueAsync(Stop));
        Assert.Equal(40, value!.Length);
        Assert.All(value, c => Assert.True(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
        Assert.True(value.Count(char.IsAsciiDigit) >= 10);
        Assert.Throws<ArgumentException>(() => new GenerateParameterDefault { Lower = false, MinLower = 1 }.GetDefaultValue());
    }

    [Fact]
    public void A_persisted_value_is_written_to_the_secrets_file_beside_what_is_there()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "deep", "secrets.json");
        var secrets = new UserSecrets(path);
        secrets.Set("Other", "kept");
        var generated = new PersistedParameterDefault("Parameters:pw", new GenerateParameterDefault(), secrets).GetDefaultValue();
        var read = new ConfigurationBuilder().AddJsonFile(path).Build();
        Assert.Equal((generated, "kept"), (read["Parameters:pw"], read["Other"]));
    }

    [Fact]
    public async Task The_state_shows_the_value_or_that_it_is_missing()
    {
        var builder = Models.Run("--Parameters:region=eu", "--Parameters:key=k");
        builder.AddParameter("region");
        builder.AddParameter("key", secret: true);
        builder.AddParameter("nothing", secret: true);
        await using var app = builder.Build();
        var states = app.Services.GetServices<IDistributedApplicationEventingSubscriber>().OfType<ParameterStates>().Single();
        await states.SubscribeAsync(builder.Eventing, builder.ExecutionContext, Stop);
        await builder.Eventing.PublishAsync(new BeforeStartEvent(app.Services, app.Services.GetRequiredService<DistributedApplicationModel>()), Stop);
        Assert.Equal([("Running", "eu", false), ("Running", "k", true), ("ValueMissing", "configuration key 'Parameters:nothing' is missing", false)], new[] { Shown("region"), Shown("key"), Shown("nothing") });
        (string?, string?, bool) Shown(string name)
        {
            Assert.True(app.ResourceNotifications.TryGetCurrentState(name, out var current));
            var value = current.Snapshot.Properties.Single(property => property.Name == "Value");
            var text = value.Value as string;
            return (current.Snapshot.State?.Text, text!.Contains("configuration key 'Parameters:nothing' is missing", StringComparison.Ordinal) ? "configuration key 'Parameters:nothing' is missing" : text, value.IsSensitive);
        }
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("secrets").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
