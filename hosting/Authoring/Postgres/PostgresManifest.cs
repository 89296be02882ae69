using Aspire.Hosting.Publishing;

namespace Parity.Authoring;

/// <summary>The server in the Aspire manifest: a container, since a program of this machine means nothing elsewhere.</summary>
internal static class PostgresManifest
{
    public static async Task WriteAsync(ManifestPublishingContext context, PostgresServerResource server)
    {
        context.Writer.WriteString("type", "container.v0");
        context.WriteConnectionString(server);
        context.Writer.WriteString("image", PostgresForm.Image);
        await context.WriteEnvironmentVariablesAsync(server).ConfigureAwait(false);
        context.WriteBindings(server);
    }
}
