using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A network namespace, held open.</summary>
/// <remarks>Disposing gives up the hold, which keeps a namespace that nobody else has from going.</remarks>
public sealed partial class NetworkNamespace : IDisposable
{
    private NetworkNamespace(DescriptorHandle handle, string name, uint id)
    {
        Handle = handle;
        Name = name;
        Id = id;
    }

    /// <summary>The inode number, which <see cref="NetnsLinkInfo.NamespaceId"/> and <c>readlink /proc/PID/ns/net</c> tell, too.</summary>
    public uint Id { get; }

    /// <summary>What it was opened by.</summary>
    internal string Name { get; }

    internal DescriptorHandle Handle { get; }

    internal Kernel Kernel => Handle.Kernel;

    /// <summary>Opens the one the calling thread is in.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static NetworkNamespace OpenCurrent() => OpenCurrent(Kernel.Running);

    /// <summary>Opens the one a process is in. Takes the right to trace the process.</summary>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: there is no such process.</exception>
    public static NetworkNamespace OpenForProcess(int processId) => Open(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/ns/net"));

    /// <summary>Opens one by a file that stands for it: <c>/run/netns/NAME</c>, <c>/proc/PID/ns/net</c>.</summary>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: there is no such file.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static NetworkNamespace Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(path, Kernel.Running);
    }

    /// <summary>Gives up the hold.</summary>
    public void Dispose() => Handle.Dispose();

    internal static NetworkNamespace OpenCurrent(Kernel kernel) => Open("/proc/thread-self/ns/net", kernel);

    internal static NetworkNamespace Open(string path, Kernel kernel)
    {
        Errno errno = kernel.OpenFile(path, FileCalls.ReadOnly, out DescriptorHandle handle).ToErrno();
        FileStatus status = default;
        if (errno == Errno.None && (errno = handle.TryGetStatus(out status)) != Errno.None) handle.Dispose();
        return errno switch
        {
            Errno.None => new(handle, path, (uint)status.StxIno),
            Errno.ENOENT => throw new BpfAttachException($"There is no network namespace at '{path}'.", BpfAttachError.TargetNotFound, errno, objectName: path),
            _ => throw new BpfException($"The network namespace at '{path}' cannot be opened: {errno.Describe()}.", errno, objectName: path),
        };
    }

    /// <summary>Runs something with the calling thread, or another one, inside of the namespace.</summary>
    /// <exception cref="BpfException">No thread can enter it.</exception>
    internal T Run<T>(Func<T> action)
    {
        uint current;
        using (NetworkNamespace here = OpenCurrent(Kernel)) current = here.Id;
        if (current == Id) return action();

        // A thread that has entered another namespace is of no use for anything else: it ends with the action.
        T result = default!;
        Exception? failure = null;
        Thread visitor = new(() =>
        {
            try
            {
                Enter();
                result = action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        visitor.Start();
        visitor.Join();
        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return result;
    }

    private void Enter()
    {
        Errno errno = Handle.EnterNetworkNamespace();
        if (errno != Errno.None) throw new BpfException($"The network namespace {Name} cannot be entered: {errno.Describe()}.", errno, objectName: Name);
    }
}
