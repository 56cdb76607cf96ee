namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches the program to the entry or return of a function in an executable or shared library, by a perf event. Linux 4.3.</summary>
    /// <param name="file">
    /// A path; a name that is looked up: <c>libc.so.6</c> among the libraries of the process named, then among the system's, <c>bash</c> on <c>PATH</c>;
    /// or <c>archive!/file</c> for a file that lies in an archive uncompressed, as <c>app.apk!/lib/x86_64/libx.so</c>.
    /// </param>
    /// <param name="function">The function: <c>malloc</c>, or <c>memcpy@GLIBC_2.14</c> for one of several versions.</param>
    /// <param name="options">Offset, process, return, cookie and way; <c>null</c> for the entry, in every process.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentException">An offset is given for a return, or the reference counter's is 2³² or more.</exception>
    /// <exception cref="BpfObjectFormatException">The file is not a 64-bit ELF file.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no uprobes, or not the way, cookie or reference counter asked for.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>, <see cref="BpfAttachError.SymbolIsImported"/>, <see cref="BpfAttachError.AmbiguousSymbol"/> or another refusal.
    /// </exception>
    /// <exception cref="BpfPermissionException">A capability is missing.</exception>
    /// <example>
    /// <code>
    /// using PerfEventLink link = program.AttachUprobe("libc.so.6", "getppid", new() { ProcessId = Environment.ProcessId }); // without: in every process
    /// </code>
    /// </example>
    public PerfEventLink AttachUprobe(string file, string function, UprobeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(function);
        if (options is { IsReturn: true, Offset: not 0 }) throw NoOffsetOfReturn(nameof(options));
        return AttachUserProbe(file, target => target.FindSymbol(function), options);
    }

    /// <summary>Attaches the program to an instruction in an executable or shared library by its offset in the file. Linux 4.3.</summary>
    /// <param name="file">A path, a name that is looked up, or <c>archive!/file</c>.</param>
    /// <param name="offset">Bytes from the start of the file to the instruction; <see cref="UprobeOptions.Offset"/> is added to it.</param>
    /// <param name="options">Process, return, cookie and way; <c>null</c> for the entry, in every process.</param>
    /// <inheritdoc cref="AttachUprobe(string, string, UprobeOptions?)"/>
    public PerfEventLink AttachUprobe(string file, ulong offset, UprobeOptions? options = null)
        => AttachUserProbe(file, target => target.Start + offset, options);

    private PerfEventLink AttachUserProbe(string file, Func<UserFile, ulong> findStart, UprobeOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        options ??= UprobeOptions.Plain;
        if (options.ReferenceCounterOffset > uint.MaxValue)
            throw new ArgumentException("The offset of a reference counter is below 2³².", nameof(options));

        UserFile target = UserFile.Find(this, file, options.ProcessId);
        ulong start = findStart(target);
        return Kept(new ProbeRequest(this, ProbeKind.User, target.Path, start + options.Offset, options)
        {
            ProcessId = options.ProcessId switch { null => -1, 0 => Environment.ProcessId, { } id => id },
            ReferenceCounterOffset = options.ReferenceCounterOffset,
        }.Attach());
    }
}
