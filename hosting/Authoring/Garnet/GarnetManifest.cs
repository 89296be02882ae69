using Aspire.Hosting.Publishing;

namespace Parity.Authoring;

/// <summary>The server in the Aspire manifest: a container, since a program of this machine means nothing elsewhere.</summary>
internal static class GarnetManifest
{
    public static Task WriteAsync(ManifestPublishingContext context, GarnetServerResource server)
    {
        context.Writer.WriteString("type", "container.v0");
        context.WriteConnectionString(server);
        context.Writer.WriteString("image", GarnetForm.Image);
        context.Writer.WriteStartArray("args");
        context.Writer.WriteStringValue("--auth");
        context.Writer.WriteStringValue("Password");
        context.Writer.WriteStringValue("--password");
        context.Writer.WriteStringValue(server.Password.ValueExpression);
        context.Writer.WriteEndArray();
        context.WriteBindings(server);
        return Task.CompletedTask;
    }
}
