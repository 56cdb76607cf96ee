using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Loading;

/// <summary>CO-RE against the kernel below, and against types given in its place.</summary>
public sealed class CoreRelocationTests
{
    public CoreRelocationTests() => Requires.Root();

    [Fact]
    public void A_reached_access_the_kernel_lacks_is_named_in_the_verifiers_refusal()
    {
        BpfVerifierException refused = Assert.Throws<BpfVerifierException>(() => Load("plain_offset").Dispose());
        Assert.StartsWith("the offset of struct lbs_sample.plain is not to be had from this kernel's types (no Struct of that name is there)", refused.Cause, StringComparison.Ordinal);
        Assert.Contains("unknown#195896080", refused.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_candidates_looked_at_are_named()
    {
        BpfVerifierException refused = Assert.Throws<BpfVerifierException>(() => Load("plain_offset", MadeUp(member: "other")).Dispose());
        Assert.Contains("(looked at [2] Struct lbs_sample)", refused.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_types_stand_in_for_the_kernels()
    {
        using BpfObject loaded = Load("plain_offset", MadeUp(member: "plain"));
        BpfInstruction[] translated = loaded.Programs["plain_offset"].ReadTranslatedInstructions();
        Assert.Contains(translated, instruction => instruction is { IsAlu: true, Immediate: 8 });
    }

    [Fact]
    public void The_kernels_own_types_are_those_it_runs_with()
    {
        BpfObjectSpec spec = BpfObjectSpec.Open(BpfFixtures.Path("core"));
        BtfSpec kernel = BtfSpec.Parse(File.ReadAllBytes("/sys/kernel/btf/vmlinux"));
        BpfRelocatedProgram exists = Assert.Single(spec.Relocate(kernel, new BpfRelocationOptions { Programs = program => program.Name == "type_exists" }));
        Assert.Equal(0, exists.Instructions.Span[0].Immediate);

        using BpfObject loaded = Load("type_exists");
        Assert.True(loaded.Programs["type_exists"].IsLoaded);
    }

    private static BtfSpec MadeUp(string member)
    {
        BtfBuilder types = BtfBuilder.Create();
        uint number = types.AddInt("int", 4, BtfIntEncoding.Signed);
        types.AddStruct("lbs_sample", 16);
        types.AddMember(member, number, 64);
        return types.Build(pointerSize: 8);
    }

    private static BpfObject Load(string program, BtfSpec? types = null)
    {
        BpfObject target = BpfObject.Open(BpfFixtures.Path("core"), new BpfObjectOptions { KernelTypes = types });
        foreach (BpfProgram other in target.Programs) other.AutoLoad = other.Name == program;
        try
        {
            target.Load();
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }
}
