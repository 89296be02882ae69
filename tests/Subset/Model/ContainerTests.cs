using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

public class ContainerTests
{
    [Theory]
    [InlineData("redis", null, "redis:latest")]
    [InlineData("redis", "7", "redis:7")]
    [InlineData("redis:7.2", null, "redis:7.2")]
    [InlineData("localhost:5000/acme/app:1", null, "localhost:5000/acme/app:1")]
    [InlineData("ghcr.io/acme/app@sha256:abc", null, "ghcr.io/acme/app@sha256:abc")]
    public void An_image_is_read_in_all_its_parts(string image, string? tag, string expected)
    {
        var container = Models.Run().AddResource(new ContainerResource("a")).WithImage(image, tag);
        Assert.True(container.Resource.TryGetContainerImageName(out var name));
        Assert.Equal(expected, name);
    }

    [Fact]
    public void A_tag_is_given_once()
    {
        var container = Models.Run().AddResource(new ContainerResource("a"));
        Assert.Throws<InvalidOperationException>(() => container.WithImage("redis:7", "8"));
        Assert.Throws<ArgumentOutOfRangeException>(() => container.WithImage("redis@sha256:abc", "8"));
        Assert.Throws<ArgumentOutOfRangeException>(() => container.WithImage("re dis"));
    }

    [Fact]
    public void Digest_tag_and_registry_can_be_changed_afterwards()
    {
        var container = Models.Run().AddContainer("a", "redis", "7").WithImageSHA256("abc").WithImageRegistry("mirror.test");
        Assert.True(container.Resource.TryGetContainerImageName(out var name));
        Assert.Equal("mirror.test/redis@sha256:abc", name);
    }

    [Fact]
    public void A_bind_mount_is_relative_to_the_AppHost_and_an_unnamed_volume_is_writable()
    {
        var container = Models.Run().AddContainer("a", "x").WithBindMount("data", "/data");
        Assert.Equal(Path.Combine(Models.Directory, "data"), container.Resource.Annotations.OfType<ContainerMountAnnotation>().Single().Source);
        Assert.Throws<ArgumentException>(() => new ContainerMountAnnotation(null, "/x", ContainerMountType.Volume, isReadOnly: true));
    }

    [Fact]
    public void A_lifetime_can_follow_another_resource_but_not_itself()
    {
        var builder = Models.Run();
        var (a, b) = (builder.AddContainer("a", "x"), builder.AddContainer("b", "x"));
        b.WithLifetimeOf(a);
        Assert.Equal(Lifetime.Session, b.Resource.LifetimeOf());
        a.WithLifetime(ContainerLifetime.Persistent);
        Assert.Equal(Lifetime.Persistent, b.Resource.LifetimeOf());
        a.WithLifetimeOf(b);
        Assert.Equal("The lifetime of 'a' depends on itself. Break the circle of WithLifetimeOf calls: a -> b.", Assert.Throws<InvalidOperationException>(() => a.Resource.LifetimeOf()).Message);
    }

    [Fact]
    public void A_secret_is_no_build_argument()
    {
        var builder = Models.Run();
        var image = builder.AddDockerfile("a", "a");
        Assert.Throws<InvalidOperationException>(() => image.WithBuildArg("KEY", builder.AddParameter("key", secret: true)));
        Assert.Throws<InvalidOperationException>(() => builder.AddContainer("b", "x").WithBuildArg("A", "b"));
    }

    [Fact]
    public void A_volume_has_the_same_name_in_every_run_of_one_AppHost()
    {
        var cache = Models.Run().AddContainer("cache", "redis");
        Assert.Equal(VolumeNameGenerator.Generate(cache, "data"), VolumeNameGenerator.Generate(Models.Run().AddContainer("cache", "redis"), "data"));
        Assert.EndsWith("-cache-data", VolumeNameGenerator.Generate(cache, "data"), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => VolumeNameGenerator.Generate(cache, "a/b"));
    }
}
