namespace LibBpfSharp.Deployments;

/// <summary>Among what a hook is looked at.</summary>
/// <param name="Owner">A generation that has it.</param>
/// <param name="Store">The deployment.</param>
internal readonly record struct HookScene(StoredGeneration Owner, DeploymentStore Store);
