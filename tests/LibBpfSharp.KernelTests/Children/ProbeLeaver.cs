using LibBpfSharp.KernelTests.Tracing;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Attaches a program to a function of libc by a probe in tracefs, says "attached", and waits to be killed.</summary>
internal static class ProbeLeaver
{
    public static void Play(string[] arguments)
    {
        using AttachedProgram attached = AttachedProgram.Load("user_function");
        using BpfLink link = attached.Program.AttachUprobe("libc.so.6", "getppid", new UprobeOptions { Mode = ProbeAttachMode.TraceFs });
        Console.WriteLine("attached");
        ChildRoles.Await();
    }
}
