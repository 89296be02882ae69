namespace Aspire.Hosting.ApplicationModel;

public readonly record struct LogSubscriber(string Name, bool AnySubscribers);
