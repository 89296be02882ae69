namespace Aspire.Hosting.ApplicationModel;

public class CSharpAppResource(string name) : ProjectResource(name);
