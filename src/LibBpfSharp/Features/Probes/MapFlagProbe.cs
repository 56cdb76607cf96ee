using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Which maps a flag is made for.</summary>
internal static class MapFlagProbe
{
    /// <summary>A type of the oldest maps that take a flag; <c>null</c> for a flag that counts elsewhere than at creation, or is not known.</summary>
    public static BpfMapType? TypeOf(BpfMapFlags flag) => flag switch
    {
        BpfMapFlags.NoPrealloc or BpfMapFlags.NumaNode or BpfMapFlags.ZeroSeed => BpfMapType.Hash,
        BpfMapFlags.NoCommonLru => BpfMapType.LruHash,
        BpfMapFlags.StackBuildId => BpfMapType.StackTrace,
        BpfMapFlags.Clone => BpfMapType.SkStorage,
        BpfMapFlags.PreserveElems => BpfMapType.PerfEventArray,
        BpfMapFlags.Link or BpfMapFlags.VtypeBtfObjFd => BpfMapType.StructOps,
        BpfMapFlags.SegvOnFault or BpfMapFlags.NoUserConv => BpfMapType.Arena,
        BpfMapFlags.RbOverwrite => BpfMapType.Ringbuf,
        BpfMapFlags.Rdonly or BpfMapFlags.Wronly or BpfMapFlags.RdonlyProg or BpfMapFlags.WronlyProg
            or BpfMapFlags.Mmapable or BpfMapFlags.InnerMap or BpfMapFlags.TokenFd => BpfMapType.Array,
        _ => null,
    };

    /// <summary>Opens a path relative to a directory that is no descriptor.</summary>
    public static ProbeAnswer OfPathFd(Prober prober)
    {
        nint result = Open(prober.Kernel);
        return prober.Judge(ProbeAnswer.Of(result, Errno.EBADF), BpfCommand.ObjGet);
    }

    private static unsafe nint Open(Kernel kernel)
    {
        fixed (byte* path = "p\0"u8)
        {
            ObjectPathAttr attributes = new() { Pathname = (ulong)path, FileFlags = BpfFileFlags.PathFd, PathFd = -1 };
            using var handle = new DescriptorHandle(kernel);
            return kernel.BpfOpen(BpfCommand.ObjGet, ref attributes, handle);
        }
    }
}
