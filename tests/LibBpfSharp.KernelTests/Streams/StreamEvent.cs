using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary><c>struct event</c> of the fixture.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal readonly record struct StreamEvent(ulong Sequence, ulong Time);
