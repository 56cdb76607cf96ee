namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches the program to a statically defined probe (USDT) of an executable or shared library, at all sites it has there.</summary>
    /// <param name="file">
    /// A path; a name that is looked up, as <see cref="AttachUprobe(string, string, UprobeOptions?)"/> does; or <c>archive!/file</c> for a file that lies in an archive uncompressed.
    /// </param>
    /// <param name="provider">The probe's provider.</param>
    /// <param name="name">The probe's name.</param>
    /// <param name="options">Process and cookie; <c>null</c> for every process and none.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <remarks>
    /// The program's object must have the maps of <c>bpf/usdt.bpf.h</c>, of any version of libbpf. Arguments are read on x86-64, arm64, s390x and riscv64.
    /// A program taken out of its object (<see cref="BpfObject.Take(BpfProgram)"/>) needs these maps still: take them, too, where the object is disposed before.
    /// A probe's counter of who watches is raised while the link is there (4.20).
    /// </remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded, or comes from no object.</exception>
    /// <exception cref="ObjectDisposedException">The program, or a map that it needs, is disposed.</exception>
    /// <exception cref="BpfObjectFormatException">The file is not a 64-bit ELF file, or its notes do not hold together.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no uprobes, no cookies and no single process is named (before 5.15), or no counters and the probe has one.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: no such file, probe or process. <see cref="BpfAttachError.MissingParameter"/>: the object has no maps for it.
    /// <see cref="BpfAttachError.UnreadableArgument"/>, <see cref="BpfAttachError.TooManySites"/> or another refusal.
    /// </exception>
    /// <exception cref="BpfPermissionException">A capability is missing.</exception>
    /// <exception cref="ArgumentException"><paramref name="file"/>, <paramref name="provider"/> or <paramref name="name"/> is empty.</exception>
    /// <example>
    /// <code>
    /// using UsdtLink link = program.AttachUsdt("libc.so.6", "libc", "setjmp", new() { ProcessId = Environment.ProcessId });
    /// </code>
    /// </example>
    public UsdtLink AttachUsdt(string file, string provider, string name, UsdtOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentException.ThrowIfNullOrEmpty(provider);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _ = Handle;
        options ??= UsdtOptions.Plain;
        BpfObject owner = _origin ?? throw new InvalidOperationException($"Program '{Name}' comes from no object, whose maps would tell it where a probe's arguments are.");
        return Kept(new UsdtAttempt(this, owner, UserFile.Find(this, file, options.ProcessId), provider, name, options).Attach());
    }
}
