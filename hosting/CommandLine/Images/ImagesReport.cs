using System.Text.Json;
using Parity.Delivery;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary>Says which images were published and which were there already.</summary>
internal static class ImagesReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(IReadOnlyList<ImageResult> images, string file, bool asJson, VerbContext context)
    {
        if (asJson)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(new { file, images = images.Select(image => new { workload = image.Workload, image = image.Reference, origin = Word(image) }) }, Indented));
            return;
        }

        var table = new Table().AddColumns("workload", "image", "");
        foreach (var image in images) table.AddRow(Markup.Escape(image.Workload), Markup.Escape(image.Reference), Word(image));
        if (context.Console.Profile.Out.IsTerminal) context.Print(table);
        else foreach (var image in images) context.Output.WriteLine($"{image.Workload}: {image.Reference} ({Word(image)})");

        var published = images.Count(image => image.Origin == ImageOrigin.Published);
        context.Output.WriteLine($"{Path.GetFileName(file)} written: {images.Count} images, {(published == 0 ? "nothing to publish, nothing changed" : $"{published} published")}.");
    }

    private static string Word(ImageResult image) => image.Origin.ToString().ToLowerInvariant();
}
