namespace Parity.Scaling;

/// <summary>Feature gates of the controller, with the defaults of Kubernetes 1.36.</summary>
/// <param name="ScaleToZero"><c>HPAScaleToZero</c>: a minimum of 0 is honoured and a workload scaled to zero wakes up again.</param>
/// <param name="ConfigurableTolerance"><c>HPAConfigurableTolerance</c>: <c>behavior.scaleUp.tolerance</c> and <c>scaleDown.tolerance</c> count.</param>
public sealed record FeatureGates(bool ScaleToZero = false, bool ConfigurableTolerance = true);
