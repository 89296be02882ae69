namespace Aspire.Hosting.ApplicationModel;

public enum ProbeType
{
    Startup = 0,
    Readiness = 1,
    Liveness = 2,
}
