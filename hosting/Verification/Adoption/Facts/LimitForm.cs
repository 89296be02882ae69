using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>A LimitRange as a server completes it: for containers the greatest is the default, and the default is what is requested.</summary>
internal static class LimitForm
{
    public static Node Of(Mapping spec) => spec.Find("limits") is not Sequence limits ? spec
        : spec.With("limits", new Sequence([.. limits.Values.Select(each => each is Mapping limit ? Completed(limit) : each)], limits.Line));

    private static Mapping Completed(Mapping limit)
    {
        if (limit.Text("type") is not "Container") return limit;
        limit = Filled(limit, "default", "max");
        limit = Filled(limit, "defaultRequest", "default");
        return Filled(limit, "defaultRequest", "min");
    }

    private static Mapping Filled(Mapping limit, string field, string from)
    {
        foreach (var (resource, amount) in limit.Entries(from))
        {
            if (limit.At(field, resource) is not null) continue;
            limit = limit.With(field, (limit.Find(field) as Mapping ?? new([], limit.Line)).With(resource, amount));
        }
        return limit;
    }
}
