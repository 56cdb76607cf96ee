namespace LibBpfSharp;

/// <summary>What stands at a path of a BPF file system.</summary>
public enum BpfPinKind
{
    /// <summary>Nothing, or nothing this process may look at.</summary>
    Unknown,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A pinned map.</summary>
    Map,

    /// <summary>A pinned program.</summary>
    Program,

    /// <summary>A pinned link.</summary>
    Link,
}
