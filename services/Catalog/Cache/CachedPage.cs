using System.ComponentModel;

namespace Catalog.Cache;

/// <summary>A response body as it goes over the wire. Declared immutable, so the cache hands out the one instance instead of copies.</summary>
[ImmutableObject(true)]
internal sealed record CachedPage(ReadOnlyMemory<byte> Json);
