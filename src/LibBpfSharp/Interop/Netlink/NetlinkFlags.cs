namespace LibBpfSharp.Interop;

/// <summary>What a request asks for beside its type, and what an answer says of itself.</summary>
[Flags]
[Uapi(Prefix = "NLM_F_")]
internal enum NetlinkFlags : ushort
{
    [UapiName(null)]
    None = 0,
    Request = 1,
    Ack = 4,
    Echo = 8,
    DumpIntr = 0x10,
    Replace = 0x100,
    Excl = 0x200,
    Dump = 0x300,
    Create = 0x400,

    /// <summary>Of an error: the request is not repeated in it.</summary>
    Capped = 0x100,

    /// <summary>Of an error: attributes follow.</summary>
    AckTlvs = 0x200,
}
