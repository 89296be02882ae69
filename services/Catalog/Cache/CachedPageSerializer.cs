using System.Buffers;
using Microsoft.Extensions.Caching.Hybrid;

namespace Catalog.Cache;

internal sealed class CachedPageSerializer : IHybridCacheSerializer<CachedPage>
{
    public CachedPage Deserialize(ReadOnlySequence<byte> source) => new(source.ToArray());

    public void Serialize(CachedPage value, IBufferWriter<byte> target) => target.Write(value.Json.Span);
}
