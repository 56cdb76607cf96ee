namespace LibBpfSharp.Leftovers;

/// <summary>Reads records: what each kind of attachment wrote of itself.</summary>
internal static class RecordFile
{
    /// <summary>What a file records; a file that is gone by now records nothing.</summary>
    /// <exception cref="BpfException">The file cannot be read.</exception>
    public static IReadOnlyList<RecordedAttachment> Read(Kernel kernel, string path)
    {
        Errno errno = kernel.TryReadText(path, ReadBound.Table, out string text);
        if (errno is not (Errno.None or Errno.ENOENT)) throw FileFailure.OfRead(path, errno);
        return [.. text.Split('\n').Select(Parse).OfType<RecordedAttachment>()];
    }

    /// <summary>The attachment of a line; <c>null</c> for one that no version of this library known here has written.</summary>
    public static RecordedAttachment? Parse(string line)
    {
        string[] parts = [.. line.Split(RecordedAttachment.Separator).Select(Uri.UnescapeDataString)];
        return parts[0] switch
        {
            nameof(BpfLeftoverKind.CgroupProgram) => RecordedCgroupProgram.Read(parts[1..]),
            nameof(BpfLeftoverKind.TrafficFilter) => RecordedTrafficFilter.Read(parts[1..]),
            _ => null,
        };
    }
}
