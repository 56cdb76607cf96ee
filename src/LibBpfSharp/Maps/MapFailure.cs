using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Words the failure of an element operation.</summary>
internal static class MapFailure
{
    internal static BpfException Of(Kernel kernel, MapShape map, BpfCommand command, nint result, BpfElementFlags flags = 0)
    {
        Errno errno = (Errno)(-result);
        string what = $"Map '{map.Name}' ({map.Type}): {command} failed with {errno.Describe()}.";
        return errno switch
        {
            Errno.EPERM => PermissionDiagnosis.Explain(kernel, $"Map '{map.Name}' ({map.Type}): {command} failed", errno, RequiredCapabilities.For(command), map.Name),
            Errno.EINVAL when (flags & (BpfElementFlags.Cpu | BpfElementFlags.AllCpus)) != 0 => new BpfNotSupportedException(
                "Access to single CPUs' values of a per-CPU map (BPF_F_CPU, BPF_F_ALL_CPUS)", new Version(7, 0), errno, command, map.Name,
                "Read or write the values of all CPUs."),
            Errno.EOPNOTSUPP or Errno.ENOTSUPP => new BpfNotSupportedException($"{command} on a {map.Type} map", Since(map, command), errno, command, map.Name),
            _ => new BpfException(Hint(map, command, errno) is { } hint ? $"{what} {hint}" : what, errno, command, map.Name),
        };
    }

    private static Version? Since(MapShape map, BpfCommand command)
        => command is BpfCommand.MapLookupAndDeleteElem && map.Type is BpfMapType.Hash or BpfMapType.LruHash or BpfMapType.PercpuHash or BpfMapType.LruPercpuHash
            ? new(5, 14)
            : null;

    /// <summary>A batch that ended early.</summary>
    internal static BpfException OfBatch(Kernel kernel, MapShape map, BpfCommand command, nint result, int completed, int given, BpfElementFlags flags)
    {
        BpfException cause = Of(kernel, map, command, result, flags);
        return completed == 0 && cause is BpfNotSupportedException or BpfPermissionException
            ? cause
            : new BpfBatchException($"{cause.Message} {completed} of {given} elements were done.", cause.Errno, command, map.Name, completed, cause);
    }

    private static string? Hint(MapShape map, BpfCommand command, Errno errno) => errno switch
    {
        Errno.E2BIG or Errno.ENOSPC when command is BpfCommand.MapUpdateElem or BpfCommand.MapUpdateBatch
            => $"The map is full: it holds {map.MaxEntries} elements at most, or the key is beyond the last index.",
        Errno.ENOSPC when command is BpfCommand.MapLookupBatch or BpfCommand.MapLookupAndDeleteBatch
            => "A bucket of the map holds more elements than there is room for: give room for more. The cursor stands where it stood.",
        Errno.EINTR when command is BpfCommand.MapLookupBatch
            => "The next key has no value: it was removed just now, which another call may pass, or is an empty place in an array of maps. Kernels from 6.14 on pass it; views do on all.",
        Errno.EEXIST => "The key is there already.",
        Errno.ENOENT when command is BpfCommand.MapUpdateElem => "The key is not there, or there is nothing it stands for.",
        Errno.EINVAL when command is BpfCommand.MapDeleteElem && map.Type is BpfMapType.Array or BpfMapType.PercpuArray
            => "The elements of an array cannot be removed.",
        Errno.EINVAL when command is BpfCommand.MapLookupAndDeleteElem && Since(map, command) is { } since
            => $"Flags are for kernels from {since} on, and the lock's for values that have one.",
        Errno.EBUSY when command is BpfCommand.MapFreeze => "It is frozen already, or mapped into memory for writing.",
        Errno.EBADF => "What is put in must be an open descriptor of the kind the map holds.",
        _ => null,
    };
}
