using System.Globalization;

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

    private static string BootId { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id")[..BootDigits];

    /// <summary>This process.</summary>
    public static OwnerIdentity Current { get; } = new(
        BootId, ProcessStatus.PidNamespace, Environment.ProcessId, ProcessStatus.TryRead("self") is { } self ? self.StartTime : 0);

    /// <summary>Whether nothing of the process is left. <c>false</c> also where that cannot be told: in another pid namespace, or where processes are hidden.</summary>
    public bool IsDead
    {
        get
        {
            if (Boot != BootId) return true;
            if (PidNamespace != ProcessStatus.PidNamespace || !ProcessStatus.ShowsEveryProcess) return false;
            ProcessStatus? status = ProcessStatus.TryRead(ProcessId.ToString(CultureInfo.InvariantCulture));

            // Time namespaces have offsets finer than a tick: what is one tick apart is the same process.
            return status is not { } found || found.IsGone || Math.Abs(found.StartTime - StartTime) > 1;
        }
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
}
