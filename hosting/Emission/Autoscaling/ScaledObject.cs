using k8s.Models;

namespace Parity.Emission;

// https://keda.sh/docs/latest/reference/scaledobject-spec/
public sealed record ScaledObjectSpec(ScaleTarget ScaleTargetRef, int PollingInterval, int MinReplicaCount, int MaxReplicaCount, ScaledObjectAdvanced Advanced, IReadOnlyList<ScaleTrigger> Triggers);

public sealed record ScaleTarget(string Name);

public sealed record ScaledObjectAdvanced(HorizontalPodAutoscalerConfig HorizontalPodAutoscalerConfig);

public sealed record HorizontalPodAutoscalerConfig(V2HorizontalPodAutoscalerBehavior Behavior);

public sealed record ScaleTrigger(string Type, string? MetricType, IReadOnlyDictionary<string, string> Metadata, TriggerAuthenticationReference? AuthenticationRef);

public sealed record TriggerAuthenticationReference(string Name);

// https://keda.sh/docs/latest/concepts/authentication/
public sealed record TriggerAuthenticationSpec(IReadOnlyList<SecretTarget> SecretTargetRef);

public sealed record SecretTarget(string Parameter, string Name, string Key);
