using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>What is attached to infrared devices.</summary>
public static class Lirc
{
    /// <summary>The programs of a device, attached by whomever (<c>BPF_PROG_QUERY</c>). Linux 4.18.</summary>
    /// <param name="path">The device: <c>/dev/lirc0</c>.</param>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: there is no such file; <see cref="BpfAttachError.ProgramMismatch"/>: it is no infrared device, or the kernel has no programs for them.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing, or the right to open the device.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static BpfHookPrograms Query(string path) => HookLink.Query(Hook(Kernel.Running, path));

    internal static HookTarget Hook(Kernel kernel, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Errno errno = kernel.OpenFile(path, FileCalls.ReadOnly, out DescriptorHandle device).ToErrno();
        if (errno == Errno.None) return new(kernel, BpfAttachType.LircMode2, $"the infrared device '{path}'") { Descriptor = device };
        string what = $"The infrared device '{path}' cannot be opened";
        if (errno is Errno.EPERM or Errno.EACCES) throw PermissionDiagnosis.Explain(kernel, what, errno, RequiredCapabilities.ForFile, path);
        throw NetworkFailure.Of(
            kernel, what, path, errno, hint: errno == Errno.ENOENT ? "Its receiver or the module of its driver may be missing." : null,
            reason: errno is Errno.ENOENT or Errno.ENXIO or Errno.ENODEV ? BpfAttachError.TargetNotFound : null);
    }
}
