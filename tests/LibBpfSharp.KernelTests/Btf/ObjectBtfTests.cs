using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Btf;

/// <summary>What becomes of an object's BTF before this kernel takes it.</summary>
public sealed class ObjectBtfTests
{
    public ObjectBtfTests() => Requires.Root();

    [Fact]
    public void Hidden_functions_are_static_in_what_is_loaded()
    {
        BtfKernel kernel = new(Kernel.Running);
        using BpfObject bpf = Load("subprograms", kernel);
        BtfSpec loaded = Assert.Single(kernel.Taken);
        Assert.Equal(BtfFuncLinkage.Static, LinkageOf(loaded, "is_marked"));
        Assert.Equal(BtfFuncLinkage.Global, LinkageOf(bpf.Spec.Btf!, "is_marked"));
        Assert.Equal(BtfFuncLinkage.Global, LinkageOf(loaded, "is_long"));
    }

    [Fact]
    public void Kernel_that_lacks_kinds_gets_the_object_without_them()
    {
        BtfKernel kernel = new(Kernel.Running, spec => spec.EnumerateOwnTypes().All(type => type.Kind < BtfKind.Float && !(type.IsEnum && type.KindFlag)));
        using BpfObject bpf = Load("globals", kernel);
        BtfSpec loaded = kernel.Taken[^1];
        Assert.True(bpf.Spec.Btf!.TryFind("double", BtfKind.Float, out BtfType real));
        Assert.Equal((BtfKind.Struct, "", 8u), (loaded.GetType(real.Id).Kind, loaded.GetType(real.Id).Name, loaded.GetType(real.Id).Size));
        Assert.True(bpf.Programs["touch"].Info.BtfId > 0);
    }

    [Fact]
    public void Tagged_context_is_typed_for_each_program_where_the_kernel_does_not_know_the_tag()
    {
        BtfKernel kernel = new(Kernel.Running) { KnowsContextTag = false };
        using BpfObject bpf = Load("tagged", kernel);
        BtfSpec loaded = kernel.Taken[^1];
        Assert.Equal(2, loaded.FindAll("first_word").Count(type => type.Id >= bpf.Spec.Btf!.TypeCount));
        Assert.Equal(["__sk_buff", "bpf_sysctl"], ContextsOf(loaded, "first_word", bpf));
        Assert.Equal(["bpf_sysctl"], ContextsOf(loaded, "second_word", bpf));
    }

    [Fact]
    public void Tagged_context_is_left_to_a_kernel_that_knows_the_tag()
    {
        Requires.Feature(BpfFeature.ContextArgumentTag);
        BtfKernel newer = new(Kernel.Running);
        using BpfObject plain = Load("tagged", newer);
        Assert.Equal(plain.Spec.Btf!.TypeCount, newer.Taken[^1].TypeCount);
    }

    private static IEnumerable<string> ContextsOf(BtfSpec loaded, string function, BpfObject bpf) =>
        from clone in loaded.FindAll(function)
        where clone.Kind == BtfKind.Func && clone.Id >= bpf.Spec.Btf!.TypeCount
        let pointer = loaded.GetType(loaded.GetType(clone.TypeId).Parameters[0].TypeId)
        select loaded.GetType(pointer.TypeId).Name;

    private static BtfFuncLinkage LinkageOf(BtfSpec spec, string function)
    {
        Assert.True(spec.TryFind(function, BtfKind.Func, out BtfType type));
        return type.FuncLinkage;
    }

    private static BpfObject Load(string fixture, Kernel kernel)
    {
        BpfObject bpf = BpfObject.Open(BpfFixtures.Path(fixture), new BpfObjectOptions { Kernel = kernel }).WithoutWhatIsUnknown();
        bpf.Load();
        return bpf;
    }
}
