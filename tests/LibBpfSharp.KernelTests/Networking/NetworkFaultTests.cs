using System.Net;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>Each system call in turn fails once; whatever it was, nothing stays behind.</summary>
public sealed class NetworkFaultTests
{
    public NetworkFaultTests() => Requires.Root();

    public static TheoryData<string> Kinds => ["xdp_any", "xdp_any by netlink", "tcx_in", "tcx_in without link", "classifier", "dissector", "dissector without link", "lookup", "route_out", "message without link"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_failure_at_any_call_leaves_nothing(string kind)
    {
        if (kind.StartsWith("tcx", StringComparison.Ordinal)) Requires.Feature(BpfFeature.TcxLink);
        using TestNetwork network = TestNetwork.Enter();
        FailingKernel counting = FailingKernel.At(Kernel.Running, int.MaxValue, Errno.ENOMEM);
        AttachAndDetach(kind, counting, out int first);
        Assert.True(counting.Calls > first);
        foreach (int call in FaultPoints.Of(counting.Calls, passedOver: first))
        {
            FailingKernel failing = FailingKernel.At(Kernel.Running, call, Errno.ENOMEM);
            RecordingKernel recording = new(failing);
            Exception? failure = Record.Exception(() => AttachAndDetach(kind, recording, out _));
            Assert.True(failure is null or BpfException { Errno: Errno.ENOMEM }, $"Call {call}: {failure}");
            Assert.True(recording.OpenDescriptors == 0, $"Call {call} of {counting.Calls} left a descriptor.");
            AssertClean(network);
        }
    }

    private static void AttachAndDetach(string kind, Kernel kernel, out int callsOfLoading)
    {
        using AttachedProgram program = NetworkProgram.Load(kind.Split(' ')[0], kernel);
        callsOfLoading = (kernel as FailingKernel)?.Calls ?? 0;
        using IBpfAttachment attachment = Attach(kind, program);
        try
        {
            attachment.Detach();
        }
        catch (BpfException)
        {
            attachment.Detach();
        }
    }

    private static IBpfAttachment Attach(string kind, AttachedProgram attached)
    {
        BpfProgram program = attached.Program;
        return kind switch
        {
            "xdp_any" => program.AttachXdp("right"),
            "xdp_any by netlink" => program.AttachXdpByNetlink("right"),
            "tcx_in" => program.AttachTcx("right", TcDirection.Ingress),
            "tcx_in without link" => program.AttachTcxLegacy("right", TcDirection.Ingress),
            "classifier" => program.AttachTcFilter("right", TcDirection.Ingress),
            "dissector" or "lookup" => program.AttachNetns(),
            "dissector without link" => program.AttachFlowDissectorLegacy(),
            "route_out" => program.AttachRoute(new() { Destination = new IPNetwork(IPAddress.Parse("203.0.113.0"), 24), Interface = "left" }),
            _ => program.AttachSockmapLegacy(attached.Object.Maps["sockets"]),
        };
    }

    private static void AssertClean(TestNetwork network)
    {
        Assert.Empty(Xdp.Query(network.Right.Index).ProgramIds);
        Assert.Empty(Clsact.Query("right", TcDirection.Ingress));
        using var here = NetworkNamespace.OpenCurrent();
        Eventually.True(() => here.Query(BpfAttachType.FlowDissector).Ids.Count == 0 && here.Query(BpfAttachType.SkLookup).Ids.Count == 0);
        if (BpfFeatures.OfRunningKernel.Probe(BpfFeature.TcxLink).IsSupported) Eventually.True(() => Tcx.Query("right", TcDirection.Ingress).Ids.Count == 0);
        Assert.DoesNotContain(File.ReadLines("/proc/thread-self/net/route"), line => line.Contains("007100CB", StringComparison.Ordinal));
    }
}
