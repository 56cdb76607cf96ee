using LibBpfSharp.Interop;

namespace LibBpfSharp.Cgroups;

/// <summary>What a kernel makes of PREORDER.</summary>
internal sealed class PreorderFacts
{
    private readonly Lazy<Misplacement> _misplacement;

    private PreorderFacts(Kernel kernel)
    {
        IsKnown = AsksForAProgram(kernel);
        _misplacement = new(() => PreorderTrial.Run(kernel));
    }

    /// <summary>Whether the kernel takes the flag at all (6.15).</summary>
    public bool IsKnown { get; }

    /// <summary>Whether it was tried, and found to update links in the right place.</summary>
    public bool AreUpdatesFoundRight => _misplacement is { IsValueCreated: true, Value.IsSo: false };

    /// <summary>Whether it updates links in the wrong place; tried at first need.</summary>
    public Misplacement UpdatesAreMisplaced => _misplacement.Value;

    public static PreorderFacts Of(Kernel kernel) => kernel.Facts(static kernel => new PreorderFacts(kernel));

    /// <summary>A kernel that knows the flag finds the descriptor wrong, another one the flag.</summary>
    private static bool AsksForAProgram(Kernel kernel)
    {
        const int NoDescriptor = -1;
        ProgramAttachAttr attributes = new()
        {
            TargetFd = NoDescriptor,
            AttachBpfFd = NoDescriptor,
            AttachType = BpfAttachType.CgroupInetEgress,
            AttachFlags = BpfAttachFlags.AllowMulti | BpfAttachFlags.Preorder,
        };
        return kernel.ProgramAttach(ref attributes).ToErrno() != Errno.EINVAL;
    }

    /// <summary>An answer about updates.</summary>
    /// <param name="IsSo">Whether they must be taken to be misplaced.</param>
    /// <param name="Words">How that is known.</param>
    public sealed record Misplacement(bool IsSo, string Words);
}
