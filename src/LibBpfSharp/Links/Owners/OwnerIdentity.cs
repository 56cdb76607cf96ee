using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A process, named so that no other process is ever taken for it: boot, pid namespace, pid and start time.</summary>
/// <param name="Boot">The first 8 hexadecimal digits of the boot's id.</param>
/// <param name="PidNamespace">The inode number of the pid namespace.</param>
/// <param name="ProcessId">The process's number in that namespace.</param>
/// <param name="StartTime">When it started, in clock ticks of user space since the boot, without the offset of its time namespace.</param>
internal readonly record struct OwnerIdentity(string Boot, uint PidNamespace, int ProcessId, long StartTime)
{
    private const int BootDigits = 8;
    private const char Separator = '_';

    /// <summary>This process.</summary>
    /// <exception cref="BpfException"><c>/proc</c> does not tell.</exception>
    public static OwnerIdentity OfThis(Kernel kernel) => kernel.Facts(static kernel => new Own(Read(kernel))).Identity;

    /// <summary>Whether nothing of the process is left. <c>false</c> also where that cannot be told: in another pid namespace, or where processes are hidden.</summary>
    public bool IsDead(Kernel kernel)
    {
        OwnerIdentity self = OfThis(kernel);
        if (Boot != self.Boot) return true;
        if (PidNamespace != self.PidNamespace || !ProcessStatus.ShowsEveryProcess(kernel)) return false;
        return ProcessStatus.TryRead(kernel, ProcessId.ToString(CultureInfo.InvariantCulture), out ProcessStatus found) switch
        {
            // Time namespaces have offsets finer than a tick: what is one tick apart is the same process.
            Errno.None => found.IsGone || Math.Abs(found.StartTime - StartTime) > 1,
            Errno.ENOENT or Errno.ESRCH => true,
            _ => false,
        };
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out OwnerIdentity owner)
    {
        owner = default;
        if (text.Split(Separator) is not [{ Length: BootDigits } boot, string space, string process, string started]) return false;
        if (!uint.TryParse(space, NumberStyles.None, CultureInfo.InvariantCulture, out uint inode)
            || !int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            || !long.TryParse(started, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long start)) return false;
        owner = new(boot, inode, id, start);
        return true;
    }

    /// <summary>Letters, digits and underscores only, as tracefs takes them in names.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Boot}{Separator}{PidNamespace}{Separator}{ProcessId}{Separator}{StartTime}");

    private static OwnerIdentity Read(Kernel kernel)
    {
        string boot = kernel.ReadText("/proc/sys/kernel/random/boot_id", ReadBound.Value);
        Errno errno = ProcessStatus.TryRead(kernel, "self", out ProcessStatus self);
        return errno == Errno.None ? new(boot[..BootDigits], ProcessStatus.ReadPidNamespace(kernel), Environment.ProcessId, self.StartTime) : throw FileFailure.OfRead("/proc/self/stat", errno);
    }

    private sealed record Own(OwnerIdentity Identity);
}
