namespace Aspire.Hosting.ApplicationModel;

public enum PersistenceMode
{
    Session = 0,
    Persistent = 1,
    Resource = 2,
    ParentProcess = 3,
}
