using Parity.Model;

namespace Parity.Verification.Routing;

/// <summary>
/// Answers requests as a target would, from nothing but the objects the target is given. Each implementation follows the published
/// specification and names the page of every rule.
/// </summary>
public interface IRouteInterpreter
{
    Outcome Answer(RouteRequest request);
}
