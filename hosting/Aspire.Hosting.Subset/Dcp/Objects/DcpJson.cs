using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Dcp.Objects;

/// <summary>Serializers generated at build time: the first request pays no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DcpWatchLine<Executable>))]
[JsonSerializable(typeof(DcpList<Executable>))]
[JsonSerializable(typeof(DcpWatchLine<Container>))]
[JsonSerializable(typeof(DcpList<Container>))]
[JsonSerializable(typeof(DcpWatchLine<ContainerNetwork>))]
[JsonSerializable(typeof(DcpList<ContainerNetwork>))]
[JsonSerializable(typeof(DcpWatchLine<ContainerVolume>))]
[JsonSerializable(typeof(DcpList<ContainerVolume>))]
[JsonSerializable(typeof(DcpWatchLine<Service>))]
[JsonSerializable(typeof(DcpList<Service>))]
[JsonSerializable(typeof(DcpWatchLine<Endpoint>))]
[JsonSerializable(typeof(DcpList<Endpoint>))]
[JsonSerializable(typeof(IReadOnlyList<ServiceProducer>))]
[JsonSerializable(typeof(ServerExecution))]
[JsonSerializable(typeof(RuntimeReport))]
internal sealed partial class DcpJson : JsonSerializerContext;
