using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches the program (<c>fentry.multi</c>, <c>fexit.multi</c>, <c>fsession.multi</c>) to all functions of a pattern. Linux 7.2.</summary>
    /// <param name="pattern"><c>[module:]pattern</c>: <c>*</c> stands for any letters, <c>?</c> for one. The module must be the one the program was loaded for.</param>
    /// <param name="options">Takes no cookies; <c>null</c> for the defaults.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <remarks>Functions of a pattern that cannot be traced are passed over, and so are names that several functions have.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentException">Cookies are given for a pattern.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no such links.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: no function matches, or there is no such module. Or another refusal; none is attached to then.</exception>
    /// <exception cref="BpfPermissionException">A capability is missing.</exception>
    public TracingMultiLink AttachTracingMulti(string pattern, TracingMultiOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        if (options is { Cookies.Count: > 0 }) throw new ArgumentException("Cookies go with a list of functions, not with a pattern.", nameof(options));
        TypedFunctions functions = FunctionsOf(pattern, out string names);
        uint[] ids = functions.FindAll(Handle.Kernel, names);
        if (ids.Length == 0) throw NoFunction(functions, pattern, names);
        return AttachTracingMulti(ids, options ?? TracingMultiOptions.Plain, [], $"{ids.Length} functions of '{pattern}'");
    }

    /// <summary>Attaches the program to a list of functions: all of them, or none. Linux 7.2.</summary>
    /// <param name="functions">The functions' names, each <c>[module:]name</c>.</param>
    /// <param name="options">Cookies, and what an opened program was loaded as; <c>null</c> for none.</param>
    /// <exception cref="ArgumentException">There is no function, or not as many cookies as functions.</exception>
    /// <inheritdoc cref="AttachTracingMulti(string, TracingMultiOptions?)"/>
    public TracingMultiLink AttachTracingMulti(IReadOnlyList<string> functions, TracingMultiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(functions);
        options ??= TracingMultiOptions.Plain;
        return AttachTracingMulti(CheckLists([.. functions.Select(IdOf)], options), options, [.. functions.Select(function => function[(function.IndexOf(':', StringComparison.Ordinal) + 1)..])], $"{functions.Count} functions");
    }

    /// <summary>Attaches the program to functions by their BTF ids: all of them, or none. Linux 7.2.</summary>
    /// <param name="ids">Ids in the BTF of the kernel, or of the module the program was loaded for; none twice.</param>
    /// <param name="options">Cookies, and what an opened program was loaded as; <c>null</c> for none.</param>
    /// <inheritdoc cref="AttachTracingMulti(IReadOnlyList{string}, TracingMultiOptions?)"/>
    public TracingMultiLink AttachTracingMulti(IReadOnlyList<uint> ids, TracingMultiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        options ??= TracingMultiOptions.Plain;
        return AttachTracingMulti(CheckLists([.. ids], options), options, [], $"{ids.Count} functions");
    }

    private static uint[] CheckLists(uint[] ids, TracingMultiOptions options)
    {
        if (ids.Length == 0) throw new ArgumentException("There is no function to attach to.", nameof(ids));
        if (options.Cookies.Count > 0 && options.Cookies.Count != ids.Length)
            throw new ArgumentException($"There are {options.Cookies.Count} cookies for {ids.Length} functions.", nameof(options));
        return ids;
    }

    private unsafe TracingMultiLink AttachTracingMulti(uint[] ids, TracingMultiOptions options, string[] functions, string place)
    {
        ulong[] cookies = [.. options.Cookies];
        fixed (uint* idPointer = ids)
        fixed (ulong* cookiePointer = cookies)
        {
            LinkCreateAttr attributes = new()
            {
                AttachType = options.AttachType ?? ExpectedAttachType ?? default,
                TracingMulti = new() { Ids = (ulong)idPointer, Cookies = (ulong)cookiePointer, Cnt = (uint)ids.Length },
            };
            Errno errno = Handle.TryLink(ref attributes, out BpfLinkHandle link);
            if (errno == Errno.None) return Kept(new TracingMultiLink(link, rooted: true));
            if (errno == Errno.EOPNOTSUPP)
                throw new BpfNotSupportedException("attaching to many functions by their types", new Version(7, 2), errno, BpfCommand.LinkCreate, Name, "The kernel is built without what it takes: attach to functions one by one.");
            if (errno == Errno.ENOENT) throw TracingFailure.OfMissing(this, functions, place, errno);
            throw TracingFailure.Of(this, place, errno, BpfCommand.LinkCreate, errno switch
            {
                Errno.EINVAL => "Programs for such links are loaded for them: SEC(\"fentry.multi\"), SEC(\"fexit.multi\") or SEC(\"fsession.multi\"); no function may come twice or be one that the kernel keeps from being traced.",
                Errno.EBUSY => "One of them has a trampoline that is in use in another way.",
                _ => null,
            });
        }
    }

    private uint IdOf(string function)
    {
        TypedFunctions functions = FunctionsOf(function, out string name);
        return functions.Find(name) ?? throw NoFunction(functions, function, name);
    }

    private TypedFunctions FunctionsOf(string text, out string name) => TypedFunctions.Of(Handle.Kernel, text, out name)
        ?? throw TracingFailure.Refuse(Name, $"functions '{text}'", "no module of the name is loaded, or its types are not shown.", BpfAttachError.TargetNotFound);

    private BpfAttachException NoFunction(TypedFunctions functions, string text, string name)
    {
        string near = Glob.IsPattern(name) || functions.Suggest(name) is not { } suggestion ? "" : $" Is '{suggestion}' meant?";
        return TracingFailure.Refuse(Name, $"functions '{text}'", $"there is none of the name that can be traced.{near}", BpfAttachError.TargetNotFound);
    }
}
