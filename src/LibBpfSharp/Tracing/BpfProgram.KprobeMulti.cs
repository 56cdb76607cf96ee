using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    private const uint KprobeMultiReturn = 1; // BPF_F_KPROBE_MULTI_RETURN

    /// <summary>Attaches the program to all kernel functions of a pattern. Linux 5.18.</summary>
    /// <param name="pattern">A name, or a pattern of names: <c>*</c> stands for any letters, <c>?</c> for one.</param>
    /// <param name="options">Return, session and whether one function only is meant; <c>null</c> for the entries. Takes no cookies.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no such links (it is built without fprobe).</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: no function matches, or one of a list is missing (<see cref="BpfAttachException.MissingFunctions"/>). <see cref="BpfAttachError.AmbiguousSymbol"/>: several, and one is wanted.
    /// <see cref="BpfAttachError.ProgramMismatch"/>: the program was not loaded for such a link.
    /// </exception>
    /// <exception cref="BpfPermissionException">A capability is missing, or tracefs may not be read.</exception>
    public KprobeMultiLink AttachKprobeMulti(string pattern, KprobeMultiOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        options ??= KprobeMultiOptions.Plain;
        if (options.Cookies.Count > 0) throw new ArgumentException("Cookies go with a list of functions, not with a pattern.", nameof(options));
        if (!Glob.IsPattern(pattern) && !options.IsUnique) return AttachKprobeMulti([pattern], options);

        Errno errno = TraceableFunctions.TryFind(Handle.Kernel, pattern, out ulong[] addresses);
        if (errno != Errno.None) throw TracingFailure.Of(this, $"kernel functions '{pattern}'", errno, need: RequiredCapabilities.ForTraceFs, hint: $"The functions to choose from cannot be read from {TraceFs.RootOf(Handle.Kernel)}.");
        if (addresses.Length == 0) throw TracingFailure.Refuse(Name, $"kernel functions '{pattern}'", "no function that can be probed matches.", BpfAttachError.TargetNotFound);
        if (options.IsUnique && addresses.Length > 1)
            throw TracingFailure.Refuse(Name, $"kernel function '{pattern}'", $"{addresses.Length} functions match, and one is wanted.", BpfAttachError.AmbiguousSymbol);
        return AttachKprobeMulti(addresses, [], options, $"{addresses.Length} kernel functions of '{pattern}'");
    }

    /// <summary>Attaches the program to a list of kernel functions: all of them, or none. Linux 5.18.</summary>
    /// <param name="functions">The functions' names.</param>
    /// <param name="options">Return, session and cookies; <c>null</c> for the entries.</param>
    /// <inheritdoc cref="AttachKprobeMulti(string, KprobeMultiOptions?)"/>
    public KprobeMultiLink AttachKprobeMulti(IReadOnlyList<string> functions, KprobeMultiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(functions);
        if (functions.Count == 0) throw new ArgumentException("There is no function to attach to.", nameof(functions));
        return AttachKprobeMulti([], functions, options ?? KprobeMultiOptions.Plain, $"kernel function{(functions.Count > 1 ? "s" : "")} '{string.Join("', '", functions.Take(3))}'");
    }

    private unsafe KprobeMultiLink AttachKprobeMulti(ulong[] addresses, IReadOnlyList<string> functions, KprobeMultiOptions options, string place)
    {
        bool isSession = options.IsSession ?? ExpectedAttachType is BpfAttachType.TraceKprobeSession;
        if (isSession && options.IsReturn) throw new ArgumentException("A session runs at entry and return: ask for one of session and return.", nameof(options));
        int count = Math.Max(addresses.Length, functions.Count);
        if (options.Cookies.Count > 0 && options.Cookies.Count != count)
            throw new ArgumentException($"There are {options.Cookies.Count} cookies for {count} functions.", nameof(options));

        using NativeStrings names = new(functions);
        ulong[] cookies = [.. options.Cookies];
        fixed (ulong* symbols = names.Pointers, addressPointer = addresses, cookiePointer = cookies)
        {
            LinkCreateAttr attributes = new()
            {
                AttachType = isSession ? BpfAttachType.TraceKprobeSession : BpfAttachType.TraceKprobeMulti,
                KprobeMulti = new()
                {
                    Flags = options.IsReturn ? KprobeMultiReturn : 0,
                    Cnt = (uint)count,
                    Syms = (ulong)symbols,
                    Addrs = (ulong)addressPointer,
                    Cookies = (ulong)cookiePointer,
                },
            };
            Errno errno = Handle.TryLink(ref attributes, out BpfLinkHandle link);
            if (errno == Errno.None) return Kept(new KprobeMultiLink(link, rooted: true));
            if (errno == Errno.EOPNOTSUPP)
            {
                throw new BpfNotSupportedException(
                    "attaching to many kernel functions by one link", new Version(5, 18), errno, BpfCommand.LinkCreate, Name, "The kernel is built without fprobe: use kprobes one by one.");
            }

            if (errno is Errno.ESRCH or Errno.ENOENT) throw TracingFailure.OfMissing(this, functions, place, errno);
            throw TracingFailure.OfLink(this, BpfFeature.KprobeMultiLink, place, errno, errno switch
            {
                Errno.EINVAL => "Programs for such links are loaded for them: SEC(\"kprobe.multi\") or SEC(\"kprobe.session\").",
                _ => null,
            });
        }
    }
}
