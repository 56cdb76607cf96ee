using LibBpfSharp.Btf;
using LibBpfSharp.Loading;

namespace LibBpfSharp.Tests.Objects;

public sealed class SpecExternsTests
{
    private static readonly BpfObjectSpec s_spec = Specs.Open("externs");

    [Fact]
    public void Lays_kconfig_values_out_by_alignment_size_and_name()
    {
        BpfMapSpec map = s_spec.Maps[s_spec.KconfigMapIndex];
        Assert.Equal(("externs.kconfig", BpfMapKind.Kconfig, 60u), (map.Name, map.Kind, map.ValueSize));
        Assert.Equal(BpfMapFlags.RdonlyProg | BpfMapFlags.Mmapable, map.Flags);
        Assert.Equal(
            [
                ("CONFIG_HZ", false, new KconfigSpec(KconfigType.Int, 8, 8, 0, false)),
                ("CONFIG_IKCONFIG", true, new KconfigSpec(KconfigType.Tristate, 4, 4, 8, false)),
                ("LINUX_KERNEL_VERSION", false, new KconfigSpec(KconfigType.Int, 4, 4, 12, true)),
                ("CONFIG_SHORT", true, new KconfigSpec(KconfigType.Int, 2, 2, 16, true)),
                ("CONFIG_BPF_SYSCALL", false, new KconfigSpec(KconfigType.Bool, 1, 1, 18, false)),
                ("CONFIG_MODULES", false, new KconfigSpec(KconfigType.Char, 1, 1, 19, true)),
                ("CONFIG_CC_VERSION_TEXT", true, new KconfigSpec(KconfigType.CharArray, 40, 1, 20, false)),
            ],
            s_spec.Externs.Where(item => item.Kind == ExternKind.Kconfig).Select(item => (item.Name, item.IsWeak, item.Kconfig)));
    }

    [Fact]
    public void Tells_kernel_variables_from_functions()
    {
        Assert.Equal(
            [
                ("bpf_prog_active", "bpf_prog_active", ExternKind.KernelVariable, false),
                ("bpf_prog_put", "bpf_prog_put", ExternKind.KernelVariable, false),
                ("bpf_task_from_pid", "bpf_task_from_pid", ExternKind.KernelFunction, false),
                ("bpf_task_release___old", "bpf_task_release", ExternKind.KernelFunction, false),
                ("lbs_missing", "lbs_missing", ExternKind.KernelVariable, true),
                ("lbs_missing_kfunc", "lbs_missing_kfunc", ExternKind.KernelFunction, true),
            ],
            s_spec.Externs.Where(item => item.Kind != ExternKind.Kconfig).Select(item => (item.Name, item.EssentialName, item.Kind, item.IsWeak)));
        Assert.Equal(0u, Find("bpf_prog_put").TargetTypeId);
        Assert.Equal(BtfKind.Int, s_spec.Btf!.GetType(Find("bpf_prog_active").TargetTypeId).Kind);
        Assert.Equal(BtfKind.FuncProto, s_spec.Btf.GetType(Find("bpf_task_from_pid").TargetTypeId).Kind);
    }

    [Fact]
    public void Describes_externs_to_the_kernel_as_allocated_variables()
    {
        BtfSpec btf = s_spec.Btf!;
        Assert.True(btf.TryFind(".ksyms", BtfKind.Datasec, out BtfType ksyms));
        Assert.True(btf.TryFind("dummy_ksym", BtfKind.Var, out BtfType dummy));
        Assert.Equal((uint)btf.TypeCount - 1, dummy.Id);
        Assert.Equal(6u * 4, ksyms.Size);
        uint offset = 0;
        foreach (BtfSectionVariable place in ksyms.Variables)
        {
            Assert.Equal((offset, 4u), (place.Offset, place.Size));
            BtfType variable = btf.GetType(place.TypeId);
            Assert.Equal((BtfKind.Var, BtfVarLinkage.GlobalAllocated), (variable.Kind, variable.VarLinkage));
            Assert.Equal(BtfKind.Int, btf.GetType(variable.TypeId).Kind);
            offset += 4;
        }

        Assert.True(btf.TryFind("bpf_task_from_pid", BtfKind.Func, out BtfType function));
        Assert.Equal(BtfFuncLinkage.Global, function.FuncLinkage);
        Assert.Equal("dummy_ksym", btf.GetType(function.TypeId).Parameters[0].Name);

        Assert.True(btf.TryFind(".kconfig", BtfKind.Datasec, out BtfType kconfig));
        Assert.Equal(60u, kconfig.Size);
        Assert.Equal("CONFIG_HZ", btf.GetType(kconfig.Variables[0].TypeId).Name);
    }

    [Fact]
    public void Kconfig_values_are_variables_too()
    {
        BpfVariableSpec hz = s_spec.Variables["CONFIG_HZ"];
        Assert.Equal((0u, 8u, true, BtfVarLinkage.GlobalExtern), (hz.Offset, hz.Size, hz.IsReadOnly, hz.Linkage));
        Assert.Equal(20u, s_spec.Variables["CONFIG_CC_VERSION_TEXT"].Offset);
        Assert.False(s_spec.Variables.Contains("bpf_prog_active"));
    }

    [Fact]
    public void Instructions_refer_to_them()
    {
        RelocationSpec[] relocations = s_spec.Programs[0].Function.Relocations;
        Assert.Equal(
            ["bpf_task_from_pid", "bpf_task_release___old", "lbs_missing_kfunc"],
            relocations.Where(relocation => relocation.Kind == RelocationKind.ExternCall).Select(relocation => s_spec.Externs[relocation.Target].Name).Order());
        Assert.Equal(
            s_spec.Externs.Select(item => item.Name).Except(["bpf_task_from_pid", "bpf_task_release___old"]).Order(),
            relocations.Where(relocation => relocation.Kind == RelocationKind.ExternLoad).Select(relocation => s_spec.Externs[relocation.Target].Name).Distinct().Order());
    }

    private static ExternSpec Find(string name) => s_spec.Externs.Single(item => item.Name == name);
}
