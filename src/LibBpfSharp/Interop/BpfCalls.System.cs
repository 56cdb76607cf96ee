namespace LibBpfSharp.Interop;

internal static partial class BpfCalls
{
    /// <summary><c>BPF_ENABLE_STATS</c> (5.8): the kernel counts until <paramref name="statistics"/> is disposed.</summary>
    public static nint EnableStatistics(this Kernel kernel, BpfStatsType type, out DescriptorHandle statistics)
    {
        statistics = new DescriptorHandle(kernel);
        EnableStatsAttr attributes = new() { Type = type };
        return kernel.BpfOpen(BpfCommand.EnableStats, ref attributes, statistics);
    }

    /// <summary><c>BPF_TOKEN_CREATE</c> (6.9) from an open bpffs directory; ENOENT where that mount delegates nothing.</summary>
    public static nint TokenCreate(this BpfHandle directory, out DescriptorHandle token)
    {
        using HandleHold hold = directory.Hold();
        token = new DescriptorHandle(directory.Kernel);
        TokenCreateAttr attributes = new() { BpffsFd = hold.Descriptor };
        return directory.Kernel.BpfOpen(BpfCommand.TokenCreate, ref attributes, token);
    }
}
