namespace Aspire.Hosting.ApplicationModel;

public interface IExecutionConfigurationData;
