using System.Globalization;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Rights;

/// <summary>A machine whose kernel refuses, and whose files say what the process may.</summary>
internal sealed class RefusingMachine
{
    public const ulong NetAdmin = 1ul << 12;
    public const ulong SysAdmin = 1ul << 21;
    public const ulong Perfmon = 1ul << 38;
    public const ulong Bpf = 1ul << 39;
    public const string CgroupPath = "/sys/fs/cgroup/web";

    public RefusingMachine()
    {
        Kernel = new FileKernel(Asked)
        {
            ["/proc/sys/kernel/unprivileged_bpf_disabled"] = "2\n",
            ["/proc/sys/kernel/cap_last_cap"] = "40\n",
            ["/proc/sys/kernel/perf_event_paranoid"] = "2\n",
            ["/sys/kernel/security/lockdown"] = "[none] integrity confidentiality\n",
            ["/sys/devices/system/cpu/online"] = "0-1\n",
            ["/sys/devices/system/cpu/possible"] = "0-1\n",
            ["/sys/bus/event_source/devices/kprobe/type"] = "8\n",
            ["/sys/bus/event_source/devices/uprobe/type"] = "9\n",
            ["/sys/kernel/tracing/events/sched/sched_switch/id"] = "317\n",
            ["/proc/thread-self/ns/net"] = "",
            ["/dev/lirc0"] = "",
            ["/opt/app"] = "",
        }
            .AddLink("/proc/self/ns/user", "user:[4026531837]")
            .AddNode(CgroupPath, FileKind.Directory)
            .Mount(CgroupPath, FileSystemMagic.Cgroup2);
        Hold(ulong.MaxValue);
    }

    public RefusingKernel Asked { get; } = new();

    /// <summary>What programs are loaded into: the files before the kernel.</summary>
    public FileKernel Kernel { get; }

    /// <summary>Sets the capabilities held, and whether a seccomp filter is in force.</summary>
    public RefusingMachine Hold(ulong capabilities, bool isFiltered = false)
        => With("/proc/thread-self/status", string.Create(CultureInfo.InvariantCulture, $"Name:\tx\nCapEff:\t{capabilities:x16}\nSeccomp:\t{(isFiltered ? 2 : 0)}\n"));

    public RefusingMachine InOtherUserNamespace()
    {
        Kernel.AddLink("/proc/self/ns/user", "user:[4026532000]");
        return this;
    }

    public RefusingMachine With(string path, string content)
    {
        Kernel[path] = content;
        return this;
    }

    /// <summary>Refuses a command.</summary>
    public RefusingMachine Refuse(BpfCommand command, Errno errno = Errno.EPERM)
    {
        Asked.Refuses = (_, asked, _) => asked == command ? errno : Errno.None;
        return this;
    }

    /// <summary>Refuses another system call.</summary>
    public RefusingMachine Refuse(SystemCall call, Errno errno = Errno.EPERM)
    {
        Asked.Refuses = (asked, _, _) => asked == call ? errno : Errno.None;
        return this;
    }

    /// <summary>Refuses to load programs of all types but some.</summary>
    public unsafe RefusingMachine RefuseLoads(Errno errno = Errno.EPERM, params BpfProgramType[] loads)
    {
        Asked.Refuses = (_, asked, attributes) => asked is BpfCommand.ProgLoad && !loads.Contains(((ProgramLoadAttr*)attributes)->ProgType) ? errno : Errno.None;
        return this;
    }
}
