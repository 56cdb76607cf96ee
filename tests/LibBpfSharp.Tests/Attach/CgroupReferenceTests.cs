using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Attach;

public sealed class CgroupReferenceTests
{
    [Fact]
    public void A_reference_to_nothing_is_an_error_of_the_caller()
    {
        ScriptedKernel kernel = new((_, _, _, _) => throw new InvalidOperationException("The kernel was asked."));
        CgroupReference none = default;
        foreach (Action use in (Action[])[() => none.ResolveId(kernel), () => none.Open(kernel), () => none.Hold(kernel, out _).Dispose(), () => IteratorTarget.OfCgroup(none, CgroupWalk.SelfOnly)])
            Assert.Contains("names no cgroup", Assert.Throws<ArgumentException>(use).Message, StringComparison.Ordinal);
        Assert.Equal("(none)", none.ToString());
    }

    [Fact]
    public void A_reference_by_id_asks_nobody()
    {
        CgroupReference byId = 7ul;
        Assert.Equal(7ul, byId.ResolveId(new ScriptedKernel((_, _, _, _) => throw new InvalidOperationException("The kernel was asked."))));
        Assert.Equal("(by id 7)", byId.ToString());
    }
}
