namespace LibBpfSharp;

/// <summary>Command numbers of the <c>bpf(2)</c> system call (<c>enum bpf_cmd</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>.</remarks>
public enum BpfCommand : uint
{
    /// <summary>Makes a map and gives its descriptor (<c>BPF_MAP_CREATE</c>, kernel 3.18).</summary>
    MapCreate = 0,

    /// <summary>Copies the value of a key (<c>BPF_MAP_LOOKUP_ELEM</c>, kernel 3.18).</summary>
    MapLookupElem = 1,

    /// <summary>Creates or replaces an element (<c>BPF_MAP_UPDATE_ELEM</c>, kernel 3.18).</summary>
    MapUpdateElem = 2,

    /// <summary>Deletes an element (<c>BPF_MAP_DELETE_ELEM</c>, kernel 3.18).</summary>
    MapDeleteElem = 3,

    /// <summary>Gives the key after a key; the first for none (4.12) (<c>BPF_MAP_GET_NEXT_KEY</c>, kernel 3.18).</summary>
    MapGetNextKey = 4,

    /// <summary>Verifies a program and gives its descriptor (<c>BPF_PROG_LOAD</c>, kernel 3.18).</summary>
    ProgLoad = 5,

    /// <summary>Gives a map, program or link a path in bpffs (<c>BPF_OBJ_PIN</c>, kernel 4.4).</summary>
    ObjPin = 6,

    /// <summary>Opens what is pinned at a path (<c>BPF_OBJ_GET</c>, kernel 4.4).</summary>
    ObjGet = 7,

    /// <summary>Attaches a program without a link (<c>BPF_PROG_ATTACH</c>, kernel 4.10).</summary>
    ProgAttach = 8,

    /// <summary>Ends an attachment made without a link (<c>BPF_PROG_DETACH</c>, kernel 4.10).</summary>
    ProgDetach = 9,

    /// <summary>Runs a program once or often on given input (<c>BPF_PROG_TEST_RUN</c>, kernel 4.12).</summary>
    ProgTestRun = 10,

    /// <summary>Walks the ids of all programs (<c>BPF_PROG_GET_NEXT_ID</c>, kernel 4.13).</summary>
    ProgGetNextId = 11,

    /// <summary>Walks the ids of all maps (<c>BPF_MAP_GET_NEXT_ID</c>, kernel 4.13).</summary>
    MapGetNextId = 12,

    /// <summary>Opens a program by id (<c>BPF_PROG_GET_FD_BY_ID</c>, kernel 4.13).</summary>
    ProgGetFdById = 13,

    /// <summary>Opens a map by id (<c>BPF_MAP_GET_FD_BY_ID</c>, kernel 4.13).</summary>
    MapGetFdById = 14,

    /// <summary>Tells about a program, map, BTF object, link or token (<c>BPF_OBJ_GET_INFO_BY_FD</c>, kernel 4.13).</summary>
    ObjGetInfoByFd = 15,

    /// <summary>Lists what is attached to a target (<c>BPF_PROG_QUERY</c>, kernel 4.15).</summary>
    ProgQuery = 16,

    /// <summary>Attaches to a raw tracepoint, or to the BTF target a program was loaded for (<c>BPF_RAW_TRACEPOINT_OPEN</c>, kernel 4.17).</summary>
    RawTracepointOpen = 17,

    /// <summary>Gives the kernel type information of an object (<c>BPF_BTF_LOAD</c>, kernel 4.18).</summary>
    BtfLoad = 18,

    /// <summary>Opens a BTF object by id (<c>BPF_BTF_GET_FD_BY_ID</c>, kernel 4.19).</summary>
    BtfGetFdById = 19,

    /// <summary>Tells what a perf event descriptor of a task probes (<c>BPF_TASK_FD_QUERY</c>, kernel 4.18).</summary>
    TaskFdQuery = 20,

    /// <summary>Copies and deletes an element in one step; hash maps since 5.14 (<c>BPF_MAP_LOOKUP_AND_DELETE_ELEM</c>, kernel 4.20).</summary>
    MapLookupAndDeleteElem = 21,

    /// <summary>Ends writing to a map from user space (<c>BPF_MAP_FREEZE</c>, kernel 5.2).</summary>
    MapFreeze = 22,

    /// <summary>Walks the ids of all BTF objects (<c>BPF_BTF_GET_NEXT_ID</c>, kernel 5.4).</summary>
    BtfGetNextId = 23,

    /// <summary>Copies many elements (<c>BPF_MAP_LOOKUP_BATCH</c>, kernel 5.6).</summary>
    MapLookupBatch = 24,

    /// <summary>Copies and deletes many elements (<c>BPF_MAP_LOOKUP_AND_DELETE_BATCH</c>, kernel 5.6).</summary>
    MapLookupAndDeleteBatch = 25,

    /// <summary>Creates or replaces many elements (<c>BPF_MAP_UPDATE_BATCH</c>, kernel 5.6).</summary>
    MapUpdateBatch = 26,

    /// <summary>Deletes many elements (<c>BPF_MAP_DELETE_BATCH</c>, kernel 5.6).</summary>
    MapDeleteBatch = 27,

    /// <summary>Attaches a program or struct_ops map and gives the attachment's descriptor (<c>BPF_LINK_CREATE</c>, kernel 5.7).</summary>
    LinkCreate = 28,

    /// <summary>Swaps the program or struct_ops map of a link (<c>BPF_LINK_UPDATE</c>, kernel 5.7).</summary>
    LinkUpdate = 29,

    /// <summary>Opens a link by id (<c>BPF_LINK_GET_FD_BY_ID</c>, kernel 5.8).</summary>
    LinkGetFdById = 30,

    /// <summary>Walks the ids of all links (<c>BPF_LINK_GET_NEXT_ID</c>, kernel 5.8).</summary>
    LinkGetNextId = 31,

    /// <summary>Has the kernel keep statistics while a descriptor is open (<c>BPF_ENABLE_STATS</c>, kernel 5.8).</summary>
    EnableStats = 32,

    /// <summary>Gives a descriptor whose reading runs an iterator program (<c>BPF_ITER_CREATE</c>, kernel 5.8).</summary>
    IterCreate = 33,

    /// <summary>Ends a link's attachment while its descriptors stay open (<c>BPF_LINK_DETACH</c>, kernel 5.9).</summary>
    LinkDetach = 34,

    /// <summary>Ties a map's life to a program's (<c>BPF_PROG_BIND_MAP</c>, kernel 5.10).</summary>
    ProgBindMap = 35,

    /// <summary>Makes a token that carries the rights a bpffs mount delegates (<c>BPF_TOKEN_CREATE</c>, kernel 6.9).</summary>
    TokenCreate = 36,

    /// <summary>Reads what a program printed to its streams (<c>BPF_PROG_STREAM_READ_BY_FD</c>, kernel 6.17).</summary>
    ProgStreamReadByFd = 37,

    /// <summary>Ties a program to a struct_ops map (<c>BPF_PROG_ASSOC_STRUCT_OPS</c>, kernel 7.0).</summary>
    ProgAssocStructOps = 38,

    /// <summary>Set in a command's number: attributes common to all commands follow its own (<c>BPF_COMMON_ATTRS</c>).</summary>
    CommonAttrs = 0x10000,
}
