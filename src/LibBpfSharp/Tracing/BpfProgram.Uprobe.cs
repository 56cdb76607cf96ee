namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches the program to a place in an executable or shared library, by a perf event. Linux 4.3.</summary>
    /// <param name="file">
    /// A path; a name that is looked up: <c>libc.so.6</c> among the libraries of the process named, then among the system's, <c>bash</c> on <c>PATH</c>;
    /// or <c>archive!/file</c> for a file that lies in an archive uncompressed, as <c>app.apk!/lib/x86_64/libx.so</c>.
    /// </param>
    /// <param name="options">Symbol, offset, process, return, cookie and way; one of symbol and offset must be there.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentException">An offset is given for a return of a named function, or the reference counter's is 2³² or more.</exception>
    /// <exception cref="BpfObjectFormatException">The file is not a 64-bit ELF file.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no uprobes, or not the way, cookie or reference counter asked for.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>, <see cref="BpfAttachError.SymbolIsImported"/>, <see cref="BpfAttachError.AmbiguousSymbol"/> or another refusal.
    /// </exception>
    /// <exception cref="BpfPermissionException">A capability is missing.</exception>
    public PerfEventLink AttachUprobe(string file, UprobeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        options ??= UprobeOptions.Plain;
        if (options.ReferenceCounterOffset > uint.MaxValue)
            throw new ArgumentException("The offset of a reference counter is below 2³².", nameof(options));
        if (options is { IsReturn: true, Offset: not 0, Symbol: not null })
            throw new ArgumentException("A function returns from anywhere: a probe of its return takes no offset.", nameof(options));

        UserFile target = UserFile.Find(this, file, options.ProcessId);
        ulong start = options.Symbol is null ? target.Start : target.FindSymbol(options.Symbol);
        return Kept(new ProbeRequest(this, ProbeKind.User, target.Path, start + options.Offset, options)
        {
            ProcessId = options.ProcessId switch { null => -1, 0 => Environment.ProcessId, { } id => id },
            ReferenceCounterOffset = options.ReferenceCounterOffset,
        }.Attach());
    }
}
