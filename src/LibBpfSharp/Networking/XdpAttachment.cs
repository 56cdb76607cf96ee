using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>An XDP program attached without a link, by netlink. Linux 4.8.</summary>
/// <remarks>
/// It stays when the process ends, until it is detached or the interface goes. Detaching takes off this program and no other (Linux 5.7).
/// Safe for several threads at once, as every <see cref="BpfAttachment"/> is.
/// </remarks>
public sealed class XdpAttachment : BpfAttachment
{
    private readonly XdpSlot _slot;

    private XdpAttachment(XdpSlot slot) => _slot = slot;

    /// <summary>The interface, by its index in the network namespace it was attached in.</summary>
    public BpfInterface Interface => _slot.Index;

    /// <summary>The mode that was asked for.</summary>
    public XdpMode Mode => _slot.Mode;

    private protected override string Place => _slot.Place;

    /// <summary>Puts another program in the place of the attached one without a gap.</summary>
    /// <param name="program">A loaded XDP program.</param>
    /// <remarks>This object then holds the program arrays of the program's object, which may be disposed before it.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">As for attaching; <see cref="BpfAttachError.UnexpectedProgram"/>: the attached program is no longer there.</exception>
    public void Replace(BpfProgram program) => Exchange(program, own => _slot.Set(own, new() { Mode = Mode, Replaced = Program }));

    internal static XdpAttachment Create(BpfProgramHandle program, BpfInterface device, XdpByNetlinkOptions options)
    {
        XdpAttachment attachment = new(XdpSlot.Open(program.Kernel, device, Defined.Require(options.Mode, nameof(options))));
        attachment.Begin(program, own => attachment._slot.Set(own, options));
        return attachment;
    }

    private protected override void Remove() => _slot.Clear(Program);

    private protected override void Release() => _slot.Dispose();
}
