namespace Aspire.Hosting.ApplicationModel;

public enum Lifetime
{
    Session = 0,
    Persistent = 1,
}
