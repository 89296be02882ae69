using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Overload;

/// <summary>Registered by a service whose clients are people: writes the refusal that a browser shows. Headers are set already.</summary>
public delegate Task RefusalPage(HttpContext context, int status);
