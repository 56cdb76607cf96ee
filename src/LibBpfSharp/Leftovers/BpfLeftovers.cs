using LibBpfSharp.Interop;

namespace LibBpfSharp.Leftovers;

/// <summary>Finds and removes what dead processes that used this library left attached, where the kernel does not do it by itself.</summary>
/// <remarks>
/// <para>
/// Links and perf events go with their process. Three kinds do not: probes defined in tracefs, whose group is named after their owner,
/// programs attached to cgroups by the legacy call, and filters of <c>clsact</c>. Of the last two there is a record in <c>/run/libbpfsharp</c>,
/// a file for each process, and only what such a record lists is touched, if the kernel still shows exactly that program at that place.
/// </para>
/// <para>
/// A process is dead if the machine was booted since, or if its number stands for no process, or for one that started at another time.
/// Processes of other pid namespaces cannot be judged, and what is theirs is left alone. What other software attached is never touched.
/// </para>
/// </remarks>
public static class BpfLeftovers
{
    /// <summary>What dead processes left. Nothing is changed.</summary>
    /// <exception cref="BpfException">The kernel does not tell what is attached.</exception>
    /// <example>
    /// <code>
    /// foreach (BpfLeftover left in BpfLeftovers.Find())      // of processes that died without detaching
    ///     Console.WriteLine($"{left.Kind} {left.Name}, of process {left.ProcessId}");
    /// </code>
    /// </example>
    public static IReadOnlyList<BpfLeftover> Find() => Find(Kernel.Running);

    /// <summary>Removes what dead processes left.</summary>
    /// <returns>All of it, with what could not be removed.</returns>
    /// <exception cref="BpfException">The kernel does not tell what is attached.</exception>
    public static IReadOnlyList<BpfLeftover> Sweep() => Sweep(Kernel.Running);

    internal static IReadOnlyList<BpfLeftover> Find(Kernel kernel) => [.. TraceFsLeftovers.Of(kernel), .. RecordLeftovers.Find(kernel)];

    internal static IReadOnlyList<BpfLeftover> Sweep(Kernel kernel) => [.. TraceFsLeftovers.Of(kernel).Select(found => TraceFsLeftovers.Remove(kernel, found)), .. RecordLeftovers.Sweep(kernel)];
}
