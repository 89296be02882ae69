namespace Aspire.Hosting.ApplicationModel;

public interface IPortAllocator
{
    void AddUsedPort(int port);

    int AllocatePort();
}
