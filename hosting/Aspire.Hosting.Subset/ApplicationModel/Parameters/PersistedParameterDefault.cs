using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A generated value that is the same in the next run, so that data written with a password stays readable.</summary>
internal sealed class PersistedParameterDefault(string key, ParameterDefault inner, UserSecrets? secrets) : ParameterDefault
{
    public override string GetDefaultValue()
    {
        var value = inner.GetDefaultValue();
        secrets?.Set(key, value);
        return value;
    }

    public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);
}
