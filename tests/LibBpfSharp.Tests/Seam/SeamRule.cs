using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Seam;

/// <summary>By which ways of .NET the library could learn about the machine around the seam, and which of them it may use where.</summary>
internal static class SeamRule
{
    private const string OwnProcess = "the number of this process, which is what the runtime was started as";
    private const string PathOfTheUser = "a path of the user's, from the folder this process is in; nothing is looked up";

    private static readonly string[] s_watchedTypes =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileSystemInfo", "System.IO.FileStream",
        "System.IO.RandomAccess", "System.IO.DriveInfo", "System.IO.FileSystemWatcher", "System.Environment", "System.OperatingSystem", "System.TimeZoneInfo",
        "System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo",
        "System.Runtime.InteropServices.RuntimeInformation", "System.Runtime.InteropServices.NativeLibrary", "Microsoft.Win32.SafeHandles.SafeFileHandle", "System.Net.Dns",
    ];

    private static readonly string[] s_watchedNamespaces =
        ["System.IO.Enumeration.", "System.IO.MemoryMappedFiles.", "System.IO.Pipes.", "System.Net.NetworkInformation.", "System.Net.Sockets."];

    /// <summary>What may be used: a member by its name or all of a type (<c>*</c>), the files that may, and why.</summary>
    public static IReadOnlyList<Exception> Exceptions { get; } =
    [
        new("System.Environment.get_SystemPageSize", ["*"], "the size of a page, of which the memory that this process maps is made"),
        new("System.Runtime.InteropServices.RuntimeInformation.get_ProcessArchitecture", ["*"], "what this code was compiled for"),
        new("System.OperatingSystem.IsLinux", ["SystemCallNumbers.cs"], "whether there is a seam at all"),
        new("System.Runtime.InteropServices.RuntimeInformation.get_OSDescription", ["SystemCallNumbers.cs"], "what the system is called that has none"),
        new("System.Environment.get_ProcessId", ["Cgroup.Locate.cs", "CgroupOwners.cs", "ProcessStatus.cs", "OwnerIdentity.cs", "UsdtAttempt.cs", "BpfProgram.Uprobe.cs", "BpfProgram.UprobeMulti.cs", "UserFile.cs"], OwnProcess),
        new("System.Environment.GetEnvironmentVariable", ["BinarySearch.cs"], "PATH and LD_LIBRARY_PATH, which are the user's to set"),
        new("System.Environment.get_CurrentManagedThreadId", ["*"], "a thread of the runtime's"),
        new("System.IO.Path.GetFullPath", ["BpfFs.cs", "PinFiles.cs", "PinFiles.Open.cs", "PinFiles.Pin.cs", "RememberedPin.cs", "PinSet.cs", "BpfPinnedObject.cs", "BpfMap.Pin.cs", "BpfProgram.Pin.cs", "BpfLink.Pin.cs", "BpfDeployment.cs", "Cgroup.cs"], PathOfTheUser),
        new("System.Diagnostics.Stopwatch.*", ["EventPoller.cs", "UserRingBuffer.cs"], "how long a caller has waited already; the kernel is not told and not asked"),
        new("System.Net.Sockets.*", ["DescriptorTransfer.cs", "BpfSocketMap.cs"], "a socket that the user made and gives"),
    ];

    /// <summary>Whether a use is one that the seam is for.</summary>
    public static bool Watches(OutsideUse use) => use.Type switch
    {
        "System.IO.Path" => use.Member is "Exists" or "GetFullPath" or "GetTempFileName" or "GetTempPath",
        "System.IO.StreamReader" or "System.IO.StreamWriter" => use.Member == ".ctor" && use.TakesText,
        _ => s_watchedTypes.Contains(use.Type) || s_watchedNamespaces.Any(space => use.Type.StartsWith(space, StringComparison.Ordinal)),
    };

    /// <summary>The exception that allows a use; <c>null</c> where none does.</summary>
    public static Exception? Allowing(OutsideUse use) => Exceptions.FirstOrDefault(exception => exception.Allows(use));

    /// <param name="What">The member, or the type or namespace and <c>*</c>.</param>
    /// <param name="Files">The names of source files that may use it; <c>*</c> for all.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record Exception(string What, IReadOnlyList<string> Files, string Reason)
    {
        public bool Allows(OutsideUse use) => IsMeant($"{use.Type}.{use.Member}") && (Files is ["*"] || Files.Contains(Path.GetFileName(use.Source)));

        private bool IsMeant(string used) => What.EndsWith('*') ? used.StartsWith(What[..^1], StringComparison.Ordinal) : used == What;
    }
}
