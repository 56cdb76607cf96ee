using System.Text;
using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;
using LibBpfSharp.Loading.Externs;

namespace LibBpfSharp.Tests.Seam;

/// <summary>Something the library learns from a file of the kernel's.</summary>
/// <param name="Path">The file.</param>
/// <param name="Expected">What <see cref="TestMachine"/> answers, as text.</param>
/// <param name="Read">Learns it.</param>
/// <param name="Without">What is learnt where there is no such file, as text; <c>null</c> where its lack is an exception.</param>
/// <param name="Hidden">The same where the file may not be read.</param>
/// <param name="Broken">The same where reading it fails.</param>
internal sealed record MachineFact(string Path, string Expected, Func<Kernel, string> Read, string? Without = null, string? Hidden = null, string? Broken = null)
{
    public static IReadOnlyDictionary<string, MachineFact> All { get; } = new Dictionary<string, MachineFact>
    {
        ["online CPUs"] = new("/sys/devices/system/cpu/online", "0 1 2 5", kernel => string.Join(' ', CpuList.ReadOnline(kernel))),
        ["possible CPUs"] = new("/sys/devices/system/cpu/possible", "8", kernel => $"{PossibleCpus.Count(kernel)}"),
        ["release"] = new("/proc/sys/kernel/osrelease", TestMachine.Release, KernelVersion.ReleaseOf),
        ["version"] = new("/proc/sys/kernel/version", "9.8.70", kernel => Dotted(KernelVersion.CodeOf(kernel)), "9.8.7", "9.8.7", "0.0.0"),
        ["mounts"] = new("/proc/self/mountinfo", $"{TestMachine.Unified} /sys/fs/bpf", kernel => string.Join(' ', MountTable.Read(kernel).Select(mount => mount.MountPoint))),
        ["pin file systems"] = new("/proc/self/mountinfo", "/sys/fs/bpf", kernel => string.Join(' ', PinFiles.MountPointsOf(kernel))),
        ["cgroup mount"] = new("/proc/self/mountinfo", TestMachine.Unified, Cgroup.FindMountPoint),
        ["cgroup of a process"] = new($"/proc/{TestMachine.Process}/cgroup", TestMachine.Unified + "/web", kernel => PathOf(() => Cgroup.OpenForProcess(TestMachine.Process, kernel)), "no process", "no process"),
        ["kernel symbols"] = new("/proc/kallsyms", "of_module module", kernel => KernelSymbols.Read(kernel).Find(0xffffffffc0000010) is { } found ? $"{found.Name} {found.Module}" : ""),
        ["addresses of symbols"] = new("/proc/kallsyms", "ffffffff81000100 ", kernel => string.Join(' ', Running(kernel, running => running.FindSymbols(["vfs_read", "nothing"])).Select(address => $"{address:x}"))),
        ["traceable functions"] = new("/sys/kernel/tracing/available_filter_functions_addrs", "ffffffff81000180", kernel => Traceable(kernel, "vfs_w*"), ""),
        ["traceable functions by symbols"] = new("/proc/kallsyms", "ffffffff81000100", kernel => Traceable(new WithoutFile(kernel, "/sys/kernel/tracing/available_filter_functions_addrs"), "vfs_r*")),
        ["tracepoints"] = new("/sys/kernel/tracing/available_events", "sched_switch sys_enter_openat", kernel => string.Join(' ', TraceFs.Names(kernel)), "", "", ""),
        ["number of a tracepoint"] = new("/sys/kernel/tracing/events/sched/sched_switch/id", "317", kernel => TraceFs.TryReadId(kernel, "sched", "sched_switch", out uint id) is { } errno and not Errno.None ? throw new BpfException("refused", errno) : $"{id}"),
        ["configuration"] = new("/proc/config.gz", "CONFIG_HZ=250\n", kernel => Encoding.UTF8.GetString(KernelConfig.Read(kernel).Span)),
        ["lockdown"] = new("/sys/kernel/security/lockdown", "integrity", kernel => PermissionFacts.Read(kernel).Lockdown ?? "unknown", "unknown", "unknown", "unknown"),
        ["capabilities"] = new("/proc/thread-self/status", "1ffffffffff", kernel => $"{PermissionFacts.Read(kernel).EffectiveCapabilities:x}", "", "", ""),
        ["this process"] = new("/proc/self/stat", $"c0ffee00_4026531836_{Environment.ProcessId}_1000", kernel => $"{OwnerIdentity.OfThis(kernel)}"),
        ["this boot"] = new("/proc/sys/kernel/random/boot_id", "c0ffee00", kernel => OwnerIdentity.OfThis(kernel).Boot),
        ["a living process"] = new($"/proc/{TestMachine.Process}/stat", "lives", Judge, "dead", "lives", "lives"),
        ["mappings of a process"] = new($"/proc/{TestMachine.Process}/maps", $"/proc/{TestMachine.Process}/root/opt/lib ätherisch/libx.so.1", kernel => ProcessMaps.TryRead(kernel, TestMachine.Process) is { } maps ? maps.PathTo(maps.Files.Single()) : "", "", ""),
        ["holders of a link"] = new($"/proc/{TestMachine.Process}/fdinfo/7", "holder: 7", kernel => string.Join(' ', HolderCatalog.Read(kernel).Of(BpfPinKind.Link, 42).Select(holder => $"{holder.Command}: {string.Join(' ', holder.Descriptors)}")), "", ""),
    };

    private static string Dotted(uint code) => $"{code >> 16}.{(code >> 8) & 0xFF}.{code & 0xFF}";

    private static string PathOf(Func<Cgroup> open)
    {
        try
        {
            using Cgroup cgroup = open();
            return cgroup.Path;
        }
        catch (ArgumentException)
        {
            return "no process";
        }
    }

    private static string Judge(Kernel kernel)
        => (OwnerIdentity.OfThis(kernel) with { ProcessId = TestMachine.Process, StartTime = 5000 }).IsDead(kernel) ? "dead" : "lives";

    private static T Running<T>(Kernel kernel, Func<RunningKernel, T> ask)
    {
        using RunningKernel running = new(kernel);
        return ask(running);
    }

    private static string Traceable(Kernel kernel, string pattern)
    {
        Errno errno = TraceableFunctions.TryFind(kernel, pattern, out ulong[] addresses);
        return errno == Errno.None ? string.Join(' ', addresses.Select(address => $"{address:x}")) : throw new BpfException("refused", errno);
    }

    /// <summary>A kernel that lacks one file.</summary>
    private sealed class WithoutFile(Kernel inner, string path) : Kernel
    {
        public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
            => call == SystemCall.OpenAt && System.Runtime.InteropServices.Marshal.PtrToStringUTF8(b) == path ? -(nint)Errno.ENOENT : inner.Invoke(call, a, b, c, d, e, f);
    }
}
