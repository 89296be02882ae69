using System.Net;

namespace Aspire.Hosting.Dcp;

/// <summary>DCP refused a request, or ended before it could serve one.</summary>
internal sealed class DcpException : Exception
{
    public DcpException(string message) : base(message)
    {
    }

    public DcpException(HttpStatusCode status, string answer) : base($"The orchestrator (DCP) answered {(int)status} {status}: {answer}") => Status = status;

    public HttpStatusCode? Status { get; }
}
