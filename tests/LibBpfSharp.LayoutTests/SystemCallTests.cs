using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.LayoutTests;

/// <summary>System call numbers against each architecture's own header.</summary>
public sealed class SystemCallTests
{
    [Theory]
    [InlineData(Architecture.X64)]
    [InlineData(Architecture.Arm64)]
    [InlineData(Architecture.RiscV64)]
    [InlineData(Architecture.LoongArch64)]
    [InlineData(Architecture.S390x)]
    [InlineData(Architecture.Ppc64le)]
    public void Numbers_are_those_of_the_architecture(Architecture architecture)
    {
        Assert.SkipWhen(LayoutOracle.Compiler is null, "No C compiler (gcc, clang) is installed.");
        string? header = (UapiHeaders.Newest ?? UapiHeaders.Installed)?.SystemCallHeader(architecture);
        if (header is null) Report.Say($"Not checked: no header has the system call numbers of {architecture} ({UapiHeaders.Reason}).");
        Assert.SkipWhen(header is null, $"No header has the system call numbers of {architecture}.");

        // A call that other architectures have alone has no number here.
        LayoutFact[] facts = [.. Enum.GetValues<SystemCall>().Where(call => SystemCallNumbers.Of(call, architecture) >= 0).Select(call =>
            new LayoutFact($"__NR_{NameOf(call)} == {SystemCallNumbers.Of(call, architecture)}", $"{call} on {architecture}"))];
        LayoutOracle.Verdict verdict = LayoutOracle.Judge(facts, header!, []);
        Assert.Empty(verdict.Wrong);
        Assert.DoesNotContain(verdict.Absent, fact => !fact.About.StartsWith(nameof(SystemCall.Uprobe), StringComparison.Ordinal)); // 6.18
        Report.Say($"Checked {facts.Length} system call numbers of {architecture}.");
    }

    [Theory]
    [InlineData(Architecture.X86)]
    [InlineData(Architecture.Wasm)]
    public void Another_architecture_is_refused_by_name(Architecture architecture)
    {
        PlatformNotSupportedException exception = Assert.Throws<PlatformNotSupportedException>(() => SystemCallNumbers.Of(SystemCall.Bpf, architecture));
        Assert.Contains(architecture.ToString(), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_another_system_no_call_has_a_number_and_the_refusal_says_what_is_wanted()
    {
        Assert.NotEmpty(SystemCallNumbers.TableFor(isLinux: true, Architecture.Arm64));
        Assert.Empty(SystemCallNumbers.TableFor(isLinux: false, Architecture.Arm64));
        Assert.Contains("Linux", SystemCallNumbers.Unsupported(isLinux: false, Architecture.Arm64).Message, StringComparison.Ordinal);
    }

    // Only the newer calls have words in their names.
    private static string NameOf(SystemCall call) => call switch
    {
        SystemCall.PerfEventOpen or SystemCall.EpollCreate1 or SystemCall.EpollCtl or SystemCall.EpollPwait or SystemCall.NameToHandleAt
            or SystemCall.MemfdCreate or SystemCall.PidfdOpen => KernelName.Snake(call.ToString()).ToLowerInvariant(),
        _ => call.ToString().ToLowerInvariant(),
    };
}
