using System.Text;
using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>A kernel whose files are those a test gives it, and no others; calls that are not about files go to another kernel.</summary>
internal sealed partial class FileKernel(Kernel inner) : Kernel
{
    private const nint FirstDescriptor = 1_000_000;

    private readonly Dictionary<string, Node> _nodes = [];
    private readonly Dictionary<nint, Opened> _open = [];
    private readonly Dictionary<string, uint> _mounts = [];
    private readonly List<Refusal> _refusals = [];
    private readonly HashSet<nint> _mapped = [];
    private readonly Lock _lock = new();
    private nint _next = FirstDescriptor;

    /// <summary>A kernel that has nothing but these files: whatever else is asked is ENOSYS.</summary>
    public FileKernel()
        : this(new ScriptedKernel((_, _, _, _) => -(nint)Errno.ENOSYS))
    {
    }

    /// <summary>How many bytes one <c>read</c> or <c>write</c> moves at most.</summary>
    public int MostBytes { get; set; } = int.MaxValue;

    /// <summary>Whether files can be mapped into memory.</summary>
    public bool MapsFiles { get; init; } = true;

    /// <summary>Whether a directory tells what its names are names of (<c>d_type</c>), as most file systems do.</summary>
    public bool TellsKinds { get; init; } = true;

    /// <summary>Mappings that are left.</summary>
    public int Mappings => _mapped.Count;

    /// <summary>Descriptors that are open.</summary>
    public int OpenDescriptors => _open.Count;

    /// <summary>Calls on files so far.</summary>
    public int Calls { get; private set; }

    /// <summary>The content of a regular file, as text; the folders on the way to it are there by themselves.</summary>
    public string this[string path]
    {
        get => Encoding.UTF8.GetString(_nodes[path].Content);
        set => Add(path, Encoding.UTF8.GetBytes(value));
    }

    public FileKernel Add(string path, byte[] content, UnixFileMode permissions = UnixFileMode.UserRead) => Put(path, new Node(FileKind.Regular) { Content = content, Permissions = permissions });

    public FileKernel AddLink(string path, string target) => Put(path, new Node(FileKind.SymbolicLink) { Target = target });

    /// <summary>A folder, or what is neither that nor a regular file.</summary>
    public FileKernel AddNode(string path, FileKind kind, UnixFileMode permissions = UnixFileMode.UserRead) => Put(path, new Node(kind) { Permissions = permissions });

    /// <summary>What is at a path is on a file system of this magic number; elsewhere it is 0.</summary>
    public FileKernel Mount(string path, uint magic)
    {
        _mounts[path] = magic;
        return this;
    }

    /// <summary>Makes a call on a path, or on what was opened by it, fail.</summary>
    /// <param name="path">The path as it is asked for.</param>
    /// <param name="call">The call.</param>
    /// <param name="errno">What it answers.</param>
    /// <param name="times">How often, from the first time on.</param>
    /// <param name="after">How often it works before.</param>
    public FileKernel Refuse(string path, SystemCall call, Errno errno, int times = int.MaxValue, int after = 0)
    {
        _refusals.Add(new Refusal(path, call, errno) { Left = times, Before = after });
        return this;
    }

    /// <summary>What is at a path; <see cref="FileKind.None"/> if nothing is.</summary>
    public FileKind Kind(string path) => Find(path)?.Kind ?? FileKind.None;

    private FileKernel Put(string path, Node node)
    {
        lock (_lock) _nodes[path] = node;
        return this;
    }

    private Node? Find(string path)
    {
        if (_nodes.TryGetValue(path, out Node? node)) return node;
        string prefix = path.TrimEnd('/') + '/';
        return _nodes.Keys.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)) ? new Node(FileKind.Directory) : null;
    }

    /// <summary>A path with the links in it followed, those of its folders always.</summary>
    private string Follow(string path, bool last)
    {
        const int MostLinks = 40;
        for (int i = 0; i < MostLinks; i++)
        {
            string? link = Prefixes(path, last).FirstOrDefault(prefix => _nodes.TryGetValue(prefix, out Node? node) && node.Kind == FileKind.SymbolicLink);
            if (link is null) return path;
            path = Path.Join(Path.GetFullPath(_nodes[link].Target, Path.GetDirectoryName(link)!), path[link.Length..]);
        }

        return path;
    }

    private static IEnumerable<string> Prefixes(string path, bool last)
    {
        for (int slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1)) yield return path[..slash];
        if (last) yield return path;
    }

    private Errno Refused(string path, SystemCall call)
    {
        Refusal? refusal = _refusals.Find(refusal => refusal.Path == path && refusal.Call == call && refusal.Left > 0);
        if (refusal is null || refusal.Before-- > 0) return Errno.None;
        refusal.Left--;
        return refusal.Errno;
    }

    private sealed class Node(FileKind kind)
    {
        private static int s_made;

        public FileKind Kind => kind;

        public ulong Inode { get; } = (ulong)Interlocked.Increment(ref s_made);

        public byte[] Content { get; set; } = [];

        public string Target { get; init; } = "";

        public UnixFileMode Permissions { get; init; } = UnixFileMode.UserRead;
    }

    private sealed class Opened(string path, string asked, Node node)
    {
        public string Path => path;

        /// <summary>The path it was asked for by.</summary>
        public string Asked => asked;

        public Node Node => node;

        public int Position { get; set; }
    }

    private sealed record Refusal(string Path, SystemCall Call, Errno Errno)
    {
        public int Left { get; set; }

        public int Before { get; set; }
    }
}
