namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a parameter as the name of something in the model, for analyzers.</summary>
public interface IModelNameParameter;
