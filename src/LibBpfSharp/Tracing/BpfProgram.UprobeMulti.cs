using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    private const uint UprobeMultiReturn = 1; // BPF_F_UPROBE_MULTI_RETURN

    /// <summary>Attaches the program to all functions of a pattern in an executable or shared library. Linux 6.6.</summary>
    /// <param name="file">
    /// A path; a name that is looked up: <c>libc.so.6</c> among the libraries of the process named, then among the system's, <c>bash</c> on <c>PATH</c>;
    /// or <c>archive!/file</c> for a file that lies in an archive uncompressed, as <c>app.apk!/lib/x86_64/libx.so</c>.
    /// </param>
    /// <param name="pattern">A name, or a pattern of names: <c>*</c> stands for any letters, <c>?</c> for one.</param>
    /// <param name="options">Return, session and process; <c>null</c> for the entries, in every process. Takes no lists.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="BpfObjectFormatException">The file is not a 64-bit ELF file.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: no such file or function. <see cref="BpfAttachError.ProgramMismatch"/>: the program was not loaded for such a link.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no such links.</exception>
    /// <exception cref="BpfPermissionException">A capability is missing.</exception>
    public UprobeMultiLink AttachUprobeMulti(string file, string pattern, UprobeMultiOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        options ??= UprobeMultiOptions.Plain;
        if (options.Cookies.Count > 0 || options.ReferenceCounterOffsets.Count > 0)
            throw new ArgumentException("Cookies and reference counters go with a list of offsets, not with a pattern.", nameof(options));
        UserFile target = UserFile.Find(this, file, options.ProcessId);
        return Kept(new UprobeMultiLink(LinkUprobeMulti(target.Path, target.FindSymbols(pattern), options), rooted: true));
    }

    /// <summary>Attaches the program to sites in an executable or shared library: all of them, or none. Linux 6.6.</summary>
    /// <param name="file">A path, or a name that is looked up.</param>
    /// <param name="offsets">Offsets in the file, each where an instruction begins.</param>
    /// <param name="options">Return, session, process, cookies and reference counters; <c>null</c> for none.</param>
    /// <inheritdoc cref="AttachUprobeMulti(string, string, UprobeMultiOptions?)"/>
    public UprobeMultiLink AttachUprobeMulti(string file, IReadOnlyList<ulong> offsets, UprobeMultiOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(offsets);
        if (offsets.Count == 0) throw new ArgumentException("There is no site to attach to.", nameof(offsets));
        options ??= UprobeMultiOptions.Plain;
        UserFile target = UserFile.Find(this, file, options.ProcessId);
        return Kept(new UprobeMultiLink(LinkUprobeMulti(target.Path, target.Located(offsets), options), rooted: true));
    }

    /// <summary>Links the program to sites of a file.</summary>
    internal unsafe BpfLinkHandle LinkUprobeMulti(string path, ulong[] offsets, UprobeMultiOptions options)
    {
        bool isSession = options.IsSession ?? ExpectedAttachType is BpfAttachType.TraceUprobeSession;
        if (isSession && options.IsReturn) throw new ArgumentException("A session runs at entry and return: ask for one of session and return.", nameof(options));
        CheckLength(options.Cookies, offsets, "cookies");
        CheckLength(options.ReferenceCounterOffsets, offsets, "reference counters");

        ulong[] cookies = [.. options.Cookies], counters = [.. options.ReferenceCounterOffsets];
        fixed (byte* pathPointer = KernelText.Write(path))
        fixed (ulong* offsetPointer = offsets, cookiePointer = cookies, counterPointer = counters)
        {
            LinkCreateAttr attributes = new()
            {
                AttachType = isSession ? BpfAttachType.TraceUprobeSession : BpfAttachType.TraceUprobeMulti,
                UprobeMulti = new()
                {
                    Path = (ulong)pathPointer,
                    Offsets = (ulong)offsetPointer,
                    RefCtrOffsets = (ulong)counterPointer,
                    Cookies = (ulong)cookiePointer,
                    Cnt = (uint)offsets.Length,
                    Flags = options.IsReturn ? UprobeMultiReturn : 0,
                    Pid = options.ProcessId switch { null => 0, 0 => Environment.ProcessId, { } id => id },
                },
            };
            Errno errno = Handle.TryLink(ref attributes, out BpfLinkHandle link);
            if (errno == Errno.None) return link;
            throw TracingFailure.OfLink(this, BpfFeature.UprobeMultiLink, $"{offsets.Length} sites of '{path}'", errno, errno switch
            {
                Errno.EINVAL => "Programs for such links are loaded for them: SEC(\"uprobe.multi\") or SEC(\"uprobe.session\"); and an offset must be where an instruction begins.",
                Errno.ESRCH => $"There is no process {options.ProcessId}.",
                _ => null,
            });
        }
    }

    private static void CheckLength(IReadOnlyList<ulong> list, ulong[] offsets, string what)
    {
        if (list.Count > 0 && list.Count != offsets.Length) throw new ArgumentException($"There are {list.Count} {what} for {offsets.Length} sites.");
    }
}
