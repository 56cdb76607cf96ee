using LibBpfSharp.Interop;

namespace LibBpfSharp.Leftovers;

/// <summary>What records of dead processes list, and the kernel still shows.</summary>
internal static class RecordLeftovers
{
    public static IEnumerable<BpfLeftover> Find(Kernel kernel)
        => Dead(kernel).SelectMany(file => Listed(kernel, file.Path).Where(attachment => attachment.IsThere(kernel)).Select(attachment => Describe(attachment, file.Owner)));

    /// <summary>Removes what is listed, and the records with it. The record of what cannot be removed stays.</summary>
    public static IEnumerable<BpfLeftover> Sweep(Kernel kernel)
    {
        List<BpfLeftover> all = [];
        foreach ((string path, OwnerIdentity owner) in Dead(kernel))
        {
            BpfLeftover[] found = [.. Listed(kernel, path).Select(attachment => TryRemove(kernel, attachment, owner)).OfType<BpfLeftover>()];
            if (found.All(leftover => leftover.IsRemoved)) Delete(kernel, path);
            all.AddRange(found);
        }

        return all;
    }

    private static void Delete(Kernel kernel, string path)
    {
        Errno errno = kernel.RemoveFile(path).ToErrno();
        if (errno is not (Errno.None or Errno.ENOENT)) throw new BpfException($"The record '{path}' cannot be removed: {errno.Describe()}.", errno, objectName: path);
    }

    /// <returns><c>null</c> for what is not there any more.</returns>
    private static BpfLeftover? TryRemove(Kernel kernel, RecordedAttachment attachment, OwnerIdentity owner)
    {
        BpfLeftover leftover = Describe(attachment, owner);
        try
        {
            if (!attachment.IsThere(kernel)) return null;
            attachment.Remove(kernel);
            return leftover with { IsRemoved = true };
        }
        catch (BpfException refused)
        {
            return leftover with { Failure = refused };
        }
    }

    private static (string Path, OwnerIdentity Owner)[] Dead(Kernel kernel) => [.. OwnerRecords.Files(kernel).Where(file => file.Owner.IsDead(kernel))];

    // The same program may have been put to the same place again by a process that lives.
    private static RecordedAttachment[] Listed(Kernel kernel, string path)
    {
        HashSet<RecordedAttachment> living = [.. OwnerRecords.Files(kernel).Where(file => !file.Owner.IsDead(kernel)).SelectMany(file => RecordFile.Read(kernel, file.Path))];
        return [.. RecordFile.Read(kernel, path).Where(attachment => !living.Contains(attachment))];
    }

    private static BpfLeftover Describe(RecordedAttachment attachment, OwnerIdentity owner) => new() { Kind = attachment.Kind, Name = attachment.Description, ProcessId = owner.ProcessId };
}
