using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>Sends frames as they are (<c>AF_PACKET</c>).</summary>
internal static unsafe class PacketSocket
{
    private const int AddressFamily = 17; // AF_PACKET
    private const int RawSocket = 3; // SOCK_RAW

    public static void Send(int interfaceIndex, ReadOnlySpan<byte> frame)
    {
        using DescriptorHandle socket = new(Kernel.Running);
        Check(socket.Adopt(Kernel.Running.Invoke(SystemCall.Socket, AddressFamily, RawSocket, 0)));
        Address address = new() { Family = AddressFamily, Protocol = BinaryPrimitives.ReadUInt16LittleEndian(frame[12..]), Index = interfaceIndex };
        using HandleHold hold = socket.Hold();
        fixed (byte* pointer = frame)
            Check(Kernel.Running.Invoke(SystemCall.SendTo, hold.Descriptor, (nint)pointer, frame.Length, 0, (nint)(&address), sizeof(Address)));
    }

    private static void Check(nint result)
    {
        if (result < 0) throw new InvalidOperationException($"Cannot send a frame: {result.ToErrno().Describe()}");
    }

    /// <summary>struct sockaddr_ll</summary>
    [StructLayout(LayoutKind.Explicit, Size = 20)]
    private struct Address
    {
        [FieldOffset(0)] public ushort Family;
        [FieldOffset(2)] public ushort Protocol;
        [FieldOffset(4)] public int Index;
    }
}
