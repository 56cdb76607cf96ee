namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches the program to the entry or return of a kernel function, by a perf event. Linux 4.1.</summary>
    /// <param name="function">The function, as <c>/proc/kallsyms</c> names it.</param>
    /// <param name="options">Offset, return, cookie and way; <c>null</c> for the entry.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentException">An offset is given for a return.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no kprobes, or not the way or cookie asked for.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/> or another refusal.</exception>
    /// <exception cref="BpfPermissionException">A capability is missing.</exception>
    /// <example>
    /// <code>
    /// using PerfEventLink link = program.AttachKprobe("do_nanosleep", new() { IsReturn = true }); // when the function returns
    /// </code>
    /// </example>
    public PerfEventLink AttachKprobe(string function, KprobeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(function);
        return AttachKernelProbe(function, 0, options);
    }

    /// <summary>Attaches the program to an instruction of the kernel by its address. Linux 4.17.</summary>
    /// <param name="address">The address; <see cref="KprobeOptions.Offset"/> is added to it.</param>
    /// <inheritdoc cref="AttachKprobe(string, KprobeOptions?)"/>
    /// <param name="options">Offset, cookie and way; <c>null</c> for none.</param>
    public PerfEventLink AttachKprobe(ulong address, KprobeOptions? options = null)
        => AttachKernelProbe(null, address, options);

    /// <summary>Attaches the program to the function that a system call is entered through, whose name differs by architecture and kernel.</summary>
    /// <param name="name">The system call, as its manual page names it: <c>openat</c>.</param>
    /// <inheritdoc cref="AttachKprobe(string, KprobeOptions?)"/>
    /// <param name="options">Return, cookie and way; <c>null</c> for the entry.</param>
    /// <example>
    /// <code>
    /// using PerfEventLink link = program.AttachKsyscall("getppid"); // whatever the kernel calls the function: __x64_sys_getppid
    /// </code>
    /// </example>
    public PerfEventLink AttachKsyscall(string name, KsyscallOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string prefix = BpfFeatures.Of(Handle.Kernel).Probe(BpfFeature.SyscallWrapper).IsSupported ? SyscallWrapper.Prefix! : "__se_";
        options ??= KsyscallOptions.Plain;
        return AttachKprobe($"{prefix}sys_{name}", new() { IsReturn = options.IsReturn, Cookie = options.Cookie, Mode = options.Mode });
    }

    private PerfEventLink AttachKernelProbe(string? function, ulong start, KprobeOptions? options)
    {
        options ??= KprobeOptions.Plain;
        if (options is { IsReturn: true, Offset: not 0 }) throw NoOffsetOfReturn(nameof(options));
        return Kept(new ProbeRequest(this, ProbeKind.Kernel, function, start + options.Offset, options).Attach());
    }

    private static ArgumentException NoOffsetOfReturn(string parameter) => new("A function returns from anywhere: a probe of its return takes no offset.", parameter);
}
