namespace LibBpfSharp;

/// <summary>Words the failure of an element operation.</summary>
internal static class MapFailure
{
    internal static BpfException Of(MapShape map, BpfCommand command, nint result)
    {
        Errno errno = (Errno)(-result);
        string what = $"Map '{map.Name}' ({map.Type}): {command} failed with {errno.Describe()}.";
        return errno switch
        {
            Errno.EPERM => new BpfPermissionException(
                $"{what} The map is frozen or read-only for user space, or the descriptor was opened without the right.",
                errno, BpfPermissionReason.AccessMode, null, command, map.Name),
            Errno.E2BIG or Errno.ENOSPC when command is BpfCommand.MapUpdateElem => new BpfException(
                $"{what} The map is full: it holds {map.MaxEntries} elements at most, or the key is beyond the last index.", errno, command, map.Name),
            Errno.EOPNOTSUPP or Errno.ENOTSUPP => new BpfNotSupportedException($"{command} on a {map.Type} map", null, errno, command, map.Name),
            _ => new BpfException(what, errno, command, map.Name),
        };
    }
}
