namespace LibBpfSharp.Interop;

/// <summary>What the kernel answered to a netlink request.</summary>
/// <param name="Kernel">The kernel that was asked.</param>
/// <param name="Errno">Whether it did what was asked.</param>
/// <param name="Text">The kernel's own words about a failure (extended acknowledgement, 4.12), where it has any.</param>
/// <param name="Messages">What it told.</param>
internal sealed record NetlinkReply(Kernel Kernel, Errno Errno, string? Text, IReadOnlyList<NetlinkMessage> Messages)
{
    /// <summary>The errno in words, with the kernel's own behind them.</summary>
    public string Describe() => Text is null ? Errno.Describe() : $"{Errno.Describe()}; the kernel says: {Text}";
}
