namespace LibBpfSharp.Interop;

/// <summary>How many bytes of a file are read at most: what claims no size, or a false one, is not to fill the memory.</summary>
internal static class ReadBound
{
    /// <summary>A value, a list of CPUs, what the kernel tells of one process or one descriptor: it writes a page or a few.</summary>
    public const int Value = 64 << 10;

    /// <summary>A line for each of many things: mounts (at most 100,000 by default), mappings of a process, members of a cgroup, tracepoints.</summary>
    public const int Table = 64 << 20;

    /// <summary>A line for each function or symbol of the kernel and its modules, of which there are some hundred thousand.</summary>
    public const int Symbols = 256 << 20;

    /// <summary>The kernel's own types, read where they cannot be mapped: ten megabytes at most on kernels of today.</summary>
    public const int Types = 256 << 20;
}
