using LibBpfSharp.Interop;

namespace LibBpfSharp.Deployments;

/// <summary>How a deployment is opened.</summary>
public sealed record BpfDeploymentOptions
{
    /// <summary>How hooks are switched; a deployment keeps the mode it was made with.</summary>
    public BpfSwitchMode Mode { get; init; }

    /// <summary>What to do about a swap that was cut short.</summary>
    public BpfRecovery Recovery { get; init; }

    /// <summary>The kernel it is in; tests give their own.</summary>
    internal Kernel Kernel { get; init; } = Kernel.Running;
}
