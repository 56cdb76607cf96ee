using LibBpfSharp.Interop;

namespace LibBpfSharp.LayoutTests;

/// <summary>What of the managed side mirrors nothing in the kernel's public headers, and why. A test holds this list to what there is.</summary>
internal static class Unchecked
{
    private const string OwnWords = "the library's own words, no kernel number";

    public static IReadOnlyDictionary<string, string> Structs { get; } = new Dictionary<string, string>
    {
        [nameof(ObjectName)] = "a byte array; its length is checked",
    };

    public static IReadOnlyDictionary<string, string> Enums { get; } = new Dictionary<string, string>
    {
        ["SystemCall"] = "its members are rows of a table; the numbers are checked per architecture",
        ["BpfPermissionReason"] = OwnWords,
        ["BpfMapPinning"] = "libbpf's LIBBPF_PIN_*, in no kernel header",
        ["BpfMapKind"] = OwnWords,
        ["SectionMatch"] = OwnWords,
        ["SectionAttach"] = OwnWords,
        ["SectionFlags"] = OwnWords,
        ["SectionRole"] = OwnWords,
        ["KconfigType"] = OwnWords,
        ["ExternKind"] = OwnWords,
        ["RelocationKind"] = OwnWords,
    };

    public static IReadOnlyDictionary<string, string> Constants { get; } = new Dictionary<string, string>
    {
        ["FileCalls.LongestStatFs"] = "room for any architecture's struct statfs",
        ["FileCalls.FileHandleHeaderLength"] = "struct file_handle is not in the public headers",
        ["MountCalls.DetachFlag"] = "MNT_DETACH is not in the public headers, only in libc's",
        ["BpfCalls.MostAttempts"] = "a policy",
        ["SystemCallNumbers.RiscV64"] = "a number of .NET",
    };
}
