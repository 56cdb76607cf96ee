using System.Globalization;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Names a cgroup in whichever way is at hand: an open <see cref="Cgroup"/>, a path, an id, or a descriptor of the directory. All four convert to it.</summary>
/// <remarks>
/// What it names is looked up at each use; use an open <see cref="Cgroup"/> or, where only the id is needed, the id for many uses.
/// A path is absolute or relative to <see cref="Cgroup.MountPoint"/>. <c>default</c> names none: what is given it throws <see cref="ArgumentException"/>.
/// </remarks>
public readonly struct CgroupReference
{
    private readonly object? _given;
    private readonly ulong _id;

    private CgroupReference(object? given, ulong id = 0)
    {
        _given = given;
        _id = id;
    }

    /// <summary>Names an open cgroup, which stays the caller's.</summary>
    public static implicit operator CgroupReference(Cgroup cgroup) => new(cgroup ?? throw new ArgumentNullException(nameof(cgroup)));

    /// <summary>Names a cgroup by its path.</summary>
    public static implicit operator CgroupReference(string path) => new(path ?? throw new ArgumentNullException(nameof(path)));

    /// <summary>Names a cgroup by its id, as <see cref="Cgroup.Id"/> tells it.</summary>
    public static implicit operator CgroupReference(ulong id) => new(null, id);

    /// <summary>Names a cgroup by a descriptor of its directory, which stays the caller's.</summary>
    public static implicit operator CgroupReference(SafeHandle directory) => new(directory ?? throw new ArgumentNullException(nameof(directory)));

    /// <summary>The id where that is what was given, <c>null</c> otherwise.</summary>
    internal ulong? GivenId => Named._given is null ? _id : null;

    /// <summary>The reference itself, if it names something.</summary>
    private CgroupReference Named
        => _given is not null || _id != 0 ? this : throw new ArgumentException("The reference names no cgroup: give a path, an id, a descriptor of the directory, or an open cgroup.");

    /// <summary>The path, or in words what was given in its stead.</summary>
    public override string ToString() => _given switch
    {
        Cgroup cgroup => cgroup.Path,
        string path => path,
        SafeHandle => "(by descriptor)",
        null when _id == 0 => "(none)",
        _ => string.Create(CultureInfo.InvariantCulture, $"(by id {_id})"),
    };

    /// <summary>The id. Nothing is asked where that is what was given.</summary>
    internal ulong ResolveId(Kernel kernel)
    {
        if (GivenId is { } id) return id;
        if (_given is Cgroup open) return open.Id;
        using Cgroup cgroup = Open(kernel);
        return cgroup.Id;
    }

    /// <summary>The directory's descriptor, for the length of a call.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="opened">What was opened for that, to be disposed behind it; <c>null</c> where it is open already.</param>
    internal HandleHold Hold(Kernel kernel, out Cgroup? opened)
    {
        if (_given is Cgroup open)
        {
            opened = null;
            return open.Handle.Hold();
        }

        opened = Open(kernel);
        return opened.Handle.Hold();
    }

    /// <summary>The cgroup, opened for the caller to dispose.</summary>
    internal Cgroup Open(Kernel kernel) => Named._given switch
    {
        Cgroup cgroup => cgroup.Duplicate(),
        string path => Cgroup.Open(path, kernel),
        SafeHandle directory => Cgroup.Open(directory, kernel),
        _ => Cgroup.OpenById(_id, kernel),
    };
}
