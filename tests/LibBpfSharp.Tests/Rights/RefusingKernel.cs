using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Rights;

/// <summary>
/// A kernel that takes everything until <see cref="Refuses"/> says otherwise, and refuses malformed calls for their form, as Linux does, unless a filter is in front of it.
/// What is asked by netlink it answers with <see cref="Errno.EPERM"/>.
/// </summary>
internal sealed unsafe class RefusingKernel : Kernel
{
    public const nint FirstDescriptor = 2_000_000;

    private const int NoDescriptor = -1;

    private nint _next = FirstDescriptor;
    private uint _sequence;

    /// <summary>What a call is refused with; <see cref="Errno.None"/> lets it pass.</summary>
    public Func<SystemCall, BpfCommand?, nint, Errno> Refuses { get; set; } = (_, _, _) => Errno.None;

    /// <summary>What a filter in front of the kernel answers to malformed calls of bpf(2) and perf_event_open(2), too.</summary>
    public Errno Filter { get; set; }

    /// <summary>The type that programs are told to be of.</summary>
    public BpfProgramType ProgramType { get; set; }

    /// <summary>The limit on locked memory.</summary>
    public ulong MemoryLimit { get; set; } = ulong.MaxValue;

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        bool isMalformed = call switch
        {
            SystemCall.Bpf => c > Environment.SystemPageSize,
            SystemCall.PerfEventOpen => e == -1,
            _ => false,
        };
        if (isMalformed) return -(nint)(Filter != Errno.None ? Filter : call is SystemCall.Bpf ? Errno.E2BIG : Errno.EINVAL);

        BpfCommand? command = TestSupport.RecordedCall.CommandOf(call, a);
        if (command is BpfCommand.LinkCreate && ((LinkCreateAttr*)b)->TargetFd == NoDescriptor) return -(nint)Errno.EBADF; // so the kernel has links
        Errno errno = Refuses(call, command, b);
        if (errno != Errno.None) return -(nint)errno;
        return command is { } bpf ? Answer(bpf, b) : Answer(call, a, b, c, d);
    }

    private nint Answer(BpfCommand command, nint attributes)
    {
        switch (command)
        {
            case BpfCommand.ObjGetInfoByFd:
                *(BpfProgramType*)((ObjectInfoAttr*)attributes)->Info = ProgramType;
                return 0;
            case BpfCommand.ProgQuery:
                ((ProgramQueryAttr*)attributes)->ProgCnt = 0;
                return 0;
            case BpfCommand.ProgGetNextId or BpfCommand.MapGetNextId or BpfCommand.BtfGetNextId or BpfCommand.LinkGetNextId:
                return -(nint)Errno.ENOENT;
            case BpfCommand.MapCreate or BpfCommand.ProgLoad or BpfCommand.BtfLoad or BpfCommand.LinkCreate or BpfCommand.RawTracepointOpen or BpfCommand.TokenCreate:
                return _next++;
            default:
                return 0;
        }
    }

    private nint Answer(SystemCall call, nint a, nint b, nint c, nint d)
    {
        switch (call)
        {
            case SystemCall.Prlimit64:
                if (d != 0) *(ulong*)d = MemoryLimit;
                return 0;
            case SystemCall.SendTo:
                _sequence = ((NetlinkHeader*)b)->NlmsgSeq;
                return c;
            case SystemCall.RecvFrom:
                return Reply(new Span<byte>((void*)b, (int)c));
            case SystemCall.Socket or SystemCall.PerfEventOpen or SystemCall.EpollCreate1 or SystemCall.EventFd2 or SystemCall.Fcntl:
                return _next++;
            case SystemCall.Mmap:
                return -(nint)Errno.ENODEV;
            default:
                return 0;
        }
    }

    /// <summary>An error, with the header of the request behind its number.</summary>
    private int Reply(Span<byte> buffer)
    {
        Span<byte> message = stackalloc byte[(2 * sizeof(NetlinkHeader)) + sizeof(int)];
        message.Clear();
        MemoryMarshal.Write(message, new NetlinkHeader { NlmsgLen = (uint)message.Length, NlmsgType = (ushort)NetlinkControl.Error, NlmsgSeq = _sequence });
        MemoryMarshal.Write(message[sizeof(NetlinkHeader)..], -(int)Errno.EPERM);
        message[..Math.Min(message.Length, buffer.Length)].CopyTo(buffer);
        return message.Length;
    }
}
