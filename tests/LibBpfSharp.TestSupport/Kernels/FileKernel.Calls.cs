using System.Runtime.InteropServices;
using System.Text;
using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

internal sealed unsafe partial class FileKernel
{
    private const nint NotThroughLink = 0x100; // AT_SYMLINK_NOFOLLOW
    private const nint DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
    private const string OwnDescriptors = "/proc/self/fd/";

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        lock (_lock)
        {
            if (TryAnswer(call, a, b, c, d, e) is { } answer)
            {
                Calls++;
                return answer;
            }
        }

        return inner.Invoke(call, a, b, c, d, e, f);
    }

    private nint? TryAnswer(SystemCall call, nint a, nint b, nint c, nint d, nint e) => call switch
    {
        SystemCall.OpenAt => Asked(call, Text(b), path => Open(path, (int)c, (UnixFileMode)d)),
        SystemCall.Statx when Text(b).Length > 0 => Asked(call, Text(b), path => Tell(path, (c & NotThroughLink) == 0, (FileStatus*)e)),
        SystemCall.Statx => OnOpen(call, a, open => Fill(open.Node, (FileStatus*)e)),
        SystemCall.ReadLinkAt => Asked(call, Text(b), path => ReadLink(path, new((void*)c, (int)d))),
        SystemCall.StatFs => Asked(call, Text(a), path => TellMount(path, (ulong*)b)),
        SystemCall.NameToHandleAt when Text(b).Length > 0 => Asked(call, Text(b), path => TellId(Find(Follow(path, last: true)), (uint*)c)),
        SystemCall.NameToHandleAt => OnOpen(call, a, open => TellId(open.Node, (uint*)c)),
        SystemCall.MkdirAt => Asked(call, Text(b), path => Make(path, new Node(FileKind.Directory) { Permissions = (UnixFileMode)c })),
        SystemCall.SymlinkAt => Asked(call, Text(c), path => Make(path, new Node(FileKind.SymbolicLink) { Target = Text(a) })),
        SystemCall.UnlinkAt => Asked(call, Text(b), path => _nodes.Remove(Follow(path, last: false)) ? 0 : -(nint)Errno.ENOENT),
        SystemCall.RenameAt2 => Asked(call, Text(b), path => Rename(path, Text(d))),
        SystemCall.Read => OnOpen(call, a, open => Read(open, new((void*)b, (int)Math.Min(c, MostBytes)))),
        SystemCall.Write => OnOpen(call, a, open => Write(open, new((void*)b, (int)Math.Min(c, MostBytes)))),
        SystemCall.GetDents64 => OnOpen(call, a, open => List(open, new((void*)b, (int)c))),
        SystemCall.Mmap => OnOpen(call, e, open => Map(open.Node)),
        SystemCall.Flock => OnOpen(call, a, _ => 0),
        SystemCall.Fcntl when b == DuplicateCloseOnExec => OnOpen(call, a, Register),
        SystemCall.Close => OnOpen(call, a, _ => _open.Remove(a) ? 0 : -(nint)Errno.EBADF),
        SystemCall.Munmap => Unmap(a),
        _ => null,
    };

    private nint Asked(SystemCall call, string path, Func<string, nint> answer)
    {
        Errno errno = Refused(path, call);
        return errno == Errno.None ? answer(path) : -(nint)errno;
    }

    private nint? OnOpen(SystemCall call, nint descriptor, Func<Opened, nint> answer)
        => _open.TryGetValue(descriptor, out Opened? open) ? Asked(call, open.Asked, _ => answer(open)) : null;

    private nint Open(string asked, int flags, UnixFileMode permissions)
    {
        bool follows = (flags & FileCalls.NoFollow) == 0;
        string path = Follow(asked, follows);
        Node? node = Find(path);
        if (node is null && (flags & FileCalls.Create) != 0) _nodes[path] = node = new Node(FileKind.Regular) { Permissions = permissions };
        if (node is null) return -(nint)Errno.ENOENT;
        if (node.Kind == FileKind.SymbolicLink) return -(nint)Errno.ELOOP;
        if ((flags & FileCalls.DirectoryOnly) != 0 && node.Kind != FileKind.Directory) return -(nint)Errno.ENOTDIR;
        if ((flags & FileCalls.Truncate) != 0) node.Content = [];
        return Register(new Opened(path, asked, node) { Position = (flags & FileCalls.Append) != 0 ? node.Content.Length : 0 });
    }

    private nint Register(Opened open)
    {
        _open[_next] = open;
        return _next++;
    }

    private nint Tell(string path, bool follows, FileStatus* status)
        => Find(Follow(path, follows)) is { } node ? Fill(node, status) : -(nint)Errno.ENOENT;

    private static nint Fill(Node node, FileStatus* status)
    {
        *status = new FileStatus { StxMode = (ushort)((int)node.Kind | (int)node.Permissions), StxIno = node.Inode, StxSize = (ulong)node.Content.Length };
        return 0;
    }

    private nint ReadLink(string path, Span<byte> buffer)
    {
        bool isOwn = path.StartsWith(OwnDescriptors, StringComparison.Ordinal) && nint.TryParse(path[OwnDescriptors.Length..], out nint number) && _open.ContainsKey(number);
        string? target = isOwn ? _open[nint.Parse(path[OwnDescriptors.Length..], null)].Path : null;
        if (target is null)
        {
            if (Find(Follow(path, last: false)) is not { } node) return -(nint)Errno.ENOENT;
            if (node.Kind != FileKind.SymbolicLink) return -(nint)Errno.EINVAL;
            target = node.Target;
        }

        return Encoding.UTF8.GetBytes(target, buffer);
    }

    private nint TellMount(string path, ulong* magic)
    {
        string real = Follow(path, last: true);
        string? mount = _mounts.Keys.Where(mount => real == mount || real.StartsWith(mount + '/', StringComparison.Ordinal)).MaxBy(mount => mount.Length);
        if (mount is null && Find(real) is null) return -(nint)Errno.ENOENT;
        *magic = mount is null ? 0 : _mounts[mount];
        return 0;
    }

    private static nint TellId(Node? node, uint* handle)
    {
        if (node is null) return -(nint)Errno.ENOENT;
        *(ulong*)(handle + 2) = node.Inode;
        return 0;
    }

    private nint Make(string path, Node node) => _nodes.TryAdd(Follow(path, last: false), node) ? 0 : -(nint)Errno.EEXIST;

    private nint Rename(string from, string to)
    {
        if (!_nodes.Remove(from, out Node? node)) return -(nint)Errno.ENOENT;
        _nodes[to] = node;
        return 0;
    }

    private static nint Read(Opened open, Span<byte> buffer)
    {
        if (open.Node.Kind == FileKind.Directory) return -(nint)Errno.EISDIR;
        int length = Math.Min(buffer.Length, open.Node.Content.Length - open.Position);
        open.Node.Content.AsSpan(open.Position, length).CopyTo(buffer);
        open.Position += length;
        return length;
    }

    private static nint Write(Opened open, ReadOnlySpan<byte> bytes)
    {
        open.Node.Content = [.. open.Node.Content, .. bytes];
        return bytes.Length;
    }

    private nint List(Opened open, Span<byte> buffer)
    {
        string prefix = open.Path.TrimEnd('/') + '/';
        string[] names = [".", "..", .. _nodes.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Select(path => path[prefix.Length..].Split('/')[0]).Distinct()];
        int at = 0;
        for (; open.Position < names.Length; open.Position++)
        {
            // struct linux_dirent64: d_ino, d_off, d_reclen, d_type, d_name.
            byte[] name = Encoding.UTF8.GetBytes(names[open.Position]);
            int length = (19 + name.Length + 8) & ~7;
            if (at + length > buffer.Length) return at > 0 ? at : -(nint)Errno.EINVAL;
            Span<byte> record = buffer.Slice(at, length);
            record.Clear();
            MemoryMarshal.Write(record[16..], (ushort)length);
            record[18] = TellsKinds ? (byte)((int)(Find(prefix + names[open.Position])?.Kind ?? FileKind.Directory) >> 12) : (byte)0;
            name.CopyTo(record[19..]);
            at += length;
        }

        return at;
    }

    private nint Map(Node node)
    {
        if (!MapsFiles) return -(nint)Errno.ENODEV;
        if (node.Content.Length == 0) return -(nint)Errno.EINVAL;
        nint address = Marshal.AllocHGlobal(node.Content.Length);
        Marshal.Copy(node.Content, 0, address, node.Content.Length);
        _mapped.Add(address);
        return address;
    }

    private nint? Unmap(nint address)
    {
        if (!_mapped.Remove(address)) return null;
        Marshal.FreeHGlobal(address);
        return 0;
    }

    private static string Text(nint pointer) => Marshal.PtrToStringUTF8(pointer)!;
}
