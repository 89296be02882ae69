using System.Net;

namespace Parity.Delivery;

/// <summary>The API server refused a request.</summary>
public sealed class ApiException(HttpStatusCode status, string reason, string message, IReadOnlyList<FieldConflict> conflicts) : Exception(message)
{
    public HttpStatusCode Status => status;

    /// <summary>Kubernetes' word for it: <c>Conflict</c>, <c>AlreadyExists</c>, <c>Forbidden</c>.</summary>
    public string Reason => reason;

    /// <summary>Fields that another manager owns.</summary>
    public IReadOnlyList<FieldConflict> Conflicts => conflicts;
}

/// <summary>A field that somebody else owns.</summary>
/// <param name="Field">Path as the server writes it: <c>.spec.replicas</c>.</param>
/// <param name="Manager">Who owns it, as the server says: <c>conflict with "kubectl-edit" using apps/v1</c>.</param>
public sealed record FieldConflict(string Field, string Manager);
