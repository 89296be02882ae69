namespace ServiceDefaults.Settings;

/// <summary>One configuration key that a service reads: its default (null where there is none) and the rule its value must keep.</summary>
public sealed record Setting(string Key, string? Default, string Rule, bool IsSecret);
