using System.Text;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Introspection;

/// <summary>A kernel of one link, of which it tells the type, and the name of a tracepoint.</summary>
internal sealed unsafe class TellingKernel(BpfLinkType type) : Kernel
{
    public const uint Id = 7;
    public const string Tracepoint = "task_rename";
    public const ulong Cookie = 5;

    private const nint Descriptor = 2_000_000;

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        switch (RecordedCall.CommandOf(call, a))
        {
            case BpfCommand.LinkGetNextId:
                uint* id = (uint*)b;
                if (id[0] >= Id) return -(nint)Errno.ENOENT;
                id[1] = Id;
                return 0;
            case BpfCommand.LinkGetFdById:
                return Descriptor;
            case BpfCommand.ObjGetInfoByFd:
                Tell(ref *(LinkInfo*)((ObjectInfoAttr*)b)->Info);
                return 0;
            default:
                return 0;
        }
    }

    private void Tell(ref LinkInfo info)
    {
        (info.Type, info.Id) = (type, Id);
        if (type is not BpfLinkType.RawTracepoint) return;
        info.RawTracepoint.Cookie = Cookie;
        if (info.RawTracepoint.TpName != 0) Encoding.ASCII.GetBytes($"{Tracepoint}\0", new Span<byte>((byte*)info.RawTracepoint.TpName, (int)info.RawTracepoint.TpNameLen));
    }
}
