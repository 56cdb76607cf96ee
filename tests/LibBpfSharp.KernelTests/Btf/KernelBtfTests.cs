using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Btf;

/// <summary>The types this kernel shows, and what it takes of ours.</summary>
public sealed unsafe class KernelBtfTests
{
    [Fact]
    public void Types_are_opened_once_and_lie_in_the_kernels_file()
    {
        RecordingKernel kernel = new(Kernel.Running);
        KernelBtf types = KernelBtf.Of(kernel);
        Assert.Empty(kernel.Calls);
        BtfSpec first = types.Types;
        Assert.Same(first, KernelBtf.Of(kernel).Types);

        // Where the file cannot be mapped it is opened a second time, to be read.
        bool isMapped = kernel.Calls.Any(call => call is { Call: SystemCall.Mmap, Result: > 0 });
        Assert.Equal(isMapped ? 1 : 2, kernel.Calls.Count(call => call.Call == SystemCall.OpenAt));
        Assert.Equal(0, kernel.OpenDescriptors);

        Assert.True(first.TryFind("task_struct", BtfKind.Struct, out BtfType task));
        Assert.Contains(task, first.FindCandidates("task_struct"u8, BtfKind.Struct));
        Assert.True(task.Members.Count > 100);
        Assert.Equal(8, first.PointerSize);
        Assert.Equal(File.ReadAllBytes("/sys/kernel/btf/vmlinux"), first.RawData);
    }

    [Fact]
    public void Checked_reading_accepts_what_the_kernel_shows()
        => Assert.Equal(KernelBtf.Of(Kernel.Running).Types.TypeCount, BtfSpec.Parse(File.ReadAllBytes("/sys/kernel/btf/vmlinux")).TypeCount);

    [Fact]
    public void Modules_are_those_the_kernel_lists()
    {
        KernelBtf kernel = KernelBtf.Of(Kernel.Running);
        IReadOnlyList<KernelModuleBtf> modules = kernel.FindModules();
        Assert.Null(kernel.ModulesFault);
        Assert.Equal(
            Directory.GetFiles("/sys/kernel/btf").Select(Path.GetFileName).Where(name => name != "vmlinux").Order(StringComparer.Ordinal),
            modules.Select(module => module.Name).Order(StringComparer.Ordinal));
        foreach (KernelModuleBtf module in modules)
        {
            Assert.True(module.TryGetTypes(out BtfSpec? types), module.Fault);
            Assert.Same(kernel.Types, types.Base);
        }

        Assert.Equal(modules, kernel.FindModules());
    }

    [Fact]
    public void Modules_that_may_not_be_asked_for_are_none()
    {
        KernelBtf kernel = KernelBtf.Of(FailingKernel.At(Kernel.Running, BpfCommand.BtfGetNextId, Errno.EPERM));
        Assert.Empty(kernel.FindModules());
        Assert.Contains("CAP_SYS_ADMIN", kernel.ModulesFault, StringComparison.Ordinal);
    }

    [Fact]
    public void Rewritten_for_any_older_kernel_it_is_taken_by_this_one()
    {
        BtfFeature[] byAge =
        [
            BtfFeature.Basic, BtfFeature.Func, BtfFeature.Datasec, BtfFeature.GlobalFunc, BtfFeature.Float, BtfFeature.DeclTag, BtfFeature.TypeTag,
            BtfFeature.Enum64, BtfFeature.OptionalDatasec, BtfFeature.Layout,
        ];
        BtfFeatures features = BtfFeatures.Of(Kernel.Running);
        BtfFeature supported = BtfFeature.None;
        foreach (BtfFeature feature in byAge)
        {
            if (!features.Has(feature)) break;
            supported |= feature;
            Assert.True(Load(BtfSanitizer.Rewrite(Sample(), supported)) >= 0, $"up to {feature}");
        }

        Assert.True(supported.HasFlag(BtfFeature.GlobalFunc), $"{supported}");
        bool takesAll = Load(Sample().RawData) >= 0;
        Assert.Equal(byAge.All(features.Has), takesAll);
    }

    /// <summary>BTF that a compiler might make, with one type of each kind that some kernel lacks.</summary>
    private static BtfSpec Sample()
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint number = builder.AddInt("int", 4, BtfIntEncoding.Signed);
        builder.AddFloat("double", 8);
        builder.AddEnum("result", 4);
        builder.AddEnumValue("FAIL", -1);
        builder.AddEnum64("wide", 8);
        builder.AddEnum64Value("HUGE", 1L << 40);
        builder.AddPtr(builder.AddTypeTag("user", number));
        uint prototype = builder.AddFuncProto(number);
        builder.AddParameter("a", number);
        uint function = builder.AddFunc("entry", BtfFuncLinkage.Global, prototype);
        builder.AddDeclTag("arg:nonnull", function, 0);
        uint variable = builder.AddVar("total", BtfVarLinkage.GlobalAllocated, number);
        builder.AddDatasec(".data", 4);
        builder.AddVariable(new BtfSectionVariable(variable, 0, 4));
        builder.AddDatasec("?.struct_ops", 4);
        builder.AddVariable(new BtfSectionVariable(variable, 0, 4));
        builder.AddLayout();
        return builder.Build();
    }

    private static nint Load(ReadOnlyMemory<byte> raw)
    {
        fixed (byte* pointer = raw.Span)
        {
            BtfLoadAttr attributes = new() { Btf = (ulong)pointer, BtfSize = (uint)raw.Length };
            nint result = Kernel.Running.BtfLoad(ref attributes, out BtfHandle handle);
            handle.Dispose();
            return result;
        }
    }
}
