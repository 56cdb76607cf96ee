using LibBpfSharp.Interop;

namespace LibBpfSharp.LayoutTests;

/// <summary>What of the managed side mirrors nothing in the kernel's public headers, and why. A test holds this list to what there is.</summary>
internal static class Unchecked
{
    private const string Dirent = "struct linux_dirent64 is not in the public headers";
    private const string Libc = "not in the public headers, only in libc's";

    public static IReadOnlyDictionary<string, string> Structs { get; } = new Dictionary<string, string>
    {
        [nameof(NetlinkMessage)] = "the library's own",
        [nameof(DirectoryEntry)] = "the library's own",
        [nameof(ObjectName)] = "a byte array; its length is checked",
    };

    public static IReadOnlyDictionary<string, string> Enums { get; } = new Dictionary<string, string>
    {
        ["BtfFeature"] = "the library's own words, no kernel number",
        ["ActionNumber"] = "the place of an action among those of a filter",
        ["BpfSectionFlags"] = "the library's own words, no kernel number",
        ["BpfLogLevel"] = "the verifier's BPF_LOG_*, in no public header",
    };

    public static IReadOnlyDictionary<string, string> Constants { get; } = new Dictionary<string, string>
    {
        ["DuplicateCalls.LowestKept"] = "a policy",
        ["InterfaceLookup.LongestName"] = "IFNAMSIZ without its end",
        ["FileCalls.LongestStatFs"] = "room for any architecture's struct statfs",
        ["FileCalls.FileHandleHeaderLength"] = "struct file_handle is not in the public headers",
        ["KernelFiles.PartLength"] = "a policy",
        ["KernelFiles.ListLength"] = "a policy",
        ["KernelFiles.MostEntries"] = "a policy",
        ["KernelFiles.EntryLengthOffset"] = Dirent,
        ["KernelFiles.EntryTypeOffset"] = Dirent,
        ["KernelFiles.EntryNameOffset"] = Dirent,
        ["KernelFiles.TypeShift"] = Dirent,
        ["Interruptions.MostAttempts"] = "a policy",
        ["RegularFile.DefaultBound"] = "a policy",
        ["RegularFile.PartLength"] = "a policy",
        ["ReadBound.Value"] = "a policy",
        ["ReadBound.Table"] = "a policy",
        ["ReadBound.Symbols"] = "a policy",
        ["ReadBound.Types"] = "a policy",
        ["PerfEventCalls.SampleByFrequency"] = "a bit-field, to which C gives no number",
        ["PerfEventCalls.WakeUpByBytes"] = "a bit-field, to which C gives no number",
        ["PerfEventCalls.WriteBackward"] = "a bit-field, to which C gives no number",
        ["EpollCalls.LargestEvent"] = "room for any architecture's struct epoll_event",
        ["DescriptorPassing.Rights"] = Libc,
        ["DescriptorPassing.NoSignal"] = Libc,
        ["DescriptorPassing.CloseOnExec"] = Libc,
        ["DescriptorPassing.MostDescriptors"] = "SCM_MAX_FD is in no public header",
        ["DescriptorPassing.OtherMessages"] = "room for control messages that are none of ours",
        ["DescriptorPassing.Payload"] = "the library's own",
        ["PerfEventCalls.NoGroup"] = "no descriptor",
        ["NamespaceCalls.NetworkKind"] = "CLONE_NEWNET, in linux/sched.h, which clashes with libc's",
        ["NetlinkCalls.AddressFamily"] = Libc,
        ["NetlinkCalls.RawSocket"] = Libc,
        ["NetlinkCalls.CloseOnExec"] = Libc,
        ["NetlinkCalls.OptionLevel"] = Libc,
        ["NetlinkCalls.Peek"] = Libc,
        ["NetlinkCalls.TellFullLength"] = Libc,
        ["NetlinkCalls.MostAttempts"] = "a policy",
        ["MountCalls.DetachFlag"] = "MNT_DETACH is not in the public headers, only in libc's",
        ["BpfCalls.MostAttempts"] = "a policy",
        ["SystemCallNumbers.None"] = "no number at all",
        ["SystemCallNumbers.RiscV64"] = "a number of .NET",
    };
}
