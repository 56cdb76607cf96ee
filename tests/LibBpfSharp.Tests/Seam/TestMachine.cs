using System.IO.Compression;
using System.Text;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Seam;

/// <summary>A machine as its files describe it, none of which is like the one that tests run on.</summary>
internal static class TestMachine
{
    public const int Process = 4242;
    public const string Release = "9.8.7-test";
    public const string Unified = "/sys/fs/cgroup/unified";

    private static readonly string s_self = $"/proc/{Environment.ProcessId}";

    public static FileKernel Create(Kernel? inner = null) => new FileKernel(inner ?? new ScriptedKernel((_, _, _, _) => -(nint)Errno.ENOSYS))
    {
        ["/proc/sys/kernel/osrelease"] = Release + "\n",
        ["/proc/sys/kernel/version"] = "#1 SMP Debian 9.8.70-1 (2031-01-01)\n",
        ["/proc/sys/kernel/random/boot_id"] = "c0ffee00-1111-2222-3333-444455556666\n",
        ["/proc/sys/kernel/unprivileged_bpf_disabled"] = "2\n",
        [s_self + "/mountinfo"] = $"25 24 0:22 / {Unified} rw shared:10 - cgroup2 cgroup2 rw\n26 24 0:23 / /sys/fs/bpf rw - bpf bpf rw\n",
        [s_self + "/stat"] = Stat(1000),
        ["/proc/thread-self/status"] = "Name:\tx\nCapEff:\t000001ffffffffff\nSeccomp:\t0\n",
        ["/proc/1/stat"] = Stat(1),
        [$"/proc/{Process}/stat"] = Stat(5000),
        [$"/proc/{Process}/cgroup"] = "1:name=systemd:/\n0::/web\n",
        [$"/proc/{Process}/comm"] = "holder\n",
        [$"/proc/{Process}/fdinfo/7"] = "pos:\t0\nlink_type:\tcgroup\nlink_id:\t42\nprog_id:\t77\n",
        [$"/proc/{Process}/maps"] = "7f0000001000-7f0000002000 r-xp 00001000 08:01 5 /opt/lib ätherisch/libx.so.1\n",
        ["/proc/kallsyms"] = "ffffffff81000000 T first\nffffffff81000100 t vfs_read\nffffffff81000200 T __x64_sys_bpf\nffffffffc0000000 t of_module\t[module]\n",
        ["/sys/devices/system/cpu/online"] = "0-2,5\n",
        ["/sys/devices/system/cpu/possible"] = "0-7\n",
        ["/sys/kernel/security/lockdown"] = "none [integrity] confidentiality\n",
        ["/sys/kernel/tracing/available_events"] = "sched:sched_switch\nsyscalls:sys_enter_openat\n",
        ["/sys/kernel/tracing/available_filter_functions"] = "vfs_read\nvfs_write\ntcp_sendmsg [ipv4]\n",
        ["/sys/kernel/tracing/available_filter_functions_addrs"] = "ffffffff81000100 vfs_read\nffffffff81000180 vfs_write\n",
        ["/sys/kernel/tracing/kprobe_events"] = "",
        ["/sys/kernel/tracing/events/sched/sched_switch/id"] = "317\n",
        [$"{Unified}/web/cgroup.procs"] = $"{Process}\n",
    }
        .AddLink("/proc/self", Path.GetFileName(s_self))
        .AddLink(s_self + "/ns/pid", "pid:[4026531836]")
        .AddLink(s_self + "/ns/mnt", "mnt:[1]")
        .AddLink($"/proc/{Process}/ns/mnt", "mnt:[2]")
        .AddLink($"/proc/{Process}/fd/7", "anon_inode:bpf_link")
        .AddLink($"/proc/{Process}/fd/8", "socket:[1]")
        .Add("/proc/config.gz", Compress("CONFIG_HZ=250\n"))
        .AddNode("/sys/fs/bpf", FileKind.Directory)
        .Mount(Unified, FileSystemMagic.Cgroup2)
        .Mount("/sys/fs/bpf", FileSystemMagic.Bpf);

    public static byte[] Compress(string text)
    {
        using MemoryStream bytes = new();
        using (GZipStream packed = new(bytes, CompressionLevel.Optimal)) packed.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    /// <summary>A line of <c>/proc/PID/stat</c>, its name a hard one.</summary>
    public static string Stat(long started, char state = 'S', int threads = 1)
        => $"1 (a) b) {state} {string.Join(' ', Enumerable.Repeat("0", 16))} {threads} 0 {started} 0\n";
}
