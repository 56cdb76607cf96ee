using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Makes the BPF token (6.9) a load is done with.</summary>
internal static class TokenOpener
{
    /// <param name="kernel">The kernel.</param>
    /// <param name="path">A directory of a BPF file system that delegates rights to this process's user namespace.</param>
    internal static DescriptorHandle Open(Kernel kernel, string path)
    {
        Errno errno = kernel.OpenDirectory(path, out DescriptorHandle directory).ToErrno();
        using (directory)
        {
            if (errno != Errno.None) throw Failure(path, "the directory cannot be opened", errno, null);
            errno = directory.TokenCreate(out DescriptorHandle token).ToErrno();
            return errno switch
            {
                Errno.None => token,
                Errno.EINVAL when !PinFiles.IsBpfFs(path, kernel) => throw Failure(path, "it is in no BPF file system", errno, BpfCommand.TokenCreate),
                Errno.EINVAL => throw new BpfNotSupportedException("BPF tokens", new Version(6, 9), errno, BpfCommand.TokenCreate, path),
                Errno.ENOENT => throw Failure(path, "its mount delegates nothing (options delegate_cmds, delegate_maps, delegate_progs, delegate_attachs)", errno, BpfCommand.TokenCreate),
                Errno.EPERM => throw PermissionDiagnosis.Explain(kernel, $"No BPF token can be made from '{path}'", errno, RequiredCapabilities.For(BpfCommand.TokenCreate), path),
                Errno.EOPNOTSUPP => throw Failure(path, "tokens are for user namespaces, and this process is in the initial one", errno, BpfCommand.TokenCreate),
                _ => throw Failure(path, "the kernel refuses", errno, BpfCommand.TokenCreate),
            };
        }
    }

    private static BpfException Failure(string path, string why, Errno errno, BpfCommand? command)
        => new($"No BPF token can be made from '{path}': {why} ({errno.Describe()}).", errno, command, path);
}
