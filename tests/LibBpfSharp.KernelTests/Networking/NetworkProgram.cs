using System.Globalization;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>Programs of the fixture of the network, and what bpftool sees of them.</summary>
internal static class NetworkProgram
{
    /// <summary>Loads one; skips the test where this kernel does not have its type.</summary>
    public static AttachedProgram Load(string name, Kernel? kernel = null)
    {
        BpfProgramType type = BpfObjectSpec.Open(TestSupport.BpfFixtures.Path("network")).Programs[name].Type;
        Requires.ProgramType(type);
        return AttachedProgram.Load(name, kernel, fixture: "network");
    }

    /// <summary>The programs bpftool sees attached in the thread's network namespace, by <c>xdp</c> or <c>tc</c>.</summary>
    public static uint[] SeenByBpfTool(string kind) =>
    [
        .. BpfTool.Run("net", "show")[0].GetProperty(kind).EnumerateArray().SelectMany(static entry => entry.EnumerateObject())
            .Where(static field => field.Name is "id" or "prog_id").Select(static field => field.Value.GetUInt32()),
    ];

    /// <summary>bpftool sees the link with its program, whether or not it is new enough to know its kind.</summary>
    public static void AssertSeenByBpfTool(BpfLink link)
        => Assert.Equal(link.ProgramId, BpfTool.Run("link", "show", "id", link.Id.ToString(CultureInfo.InvariantCulture)).GetProperty("prog_id").GetUInt32());
}
