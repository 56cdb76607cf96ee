using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>What of BTF a kernel takes and tells.</summary>
internal static unsafe class TypeProbe
{
    public static ProbeAnswer Run(Prober prober, BtfFeature feature)
    {
        nint result = Load(prober.Kernel, BtfFeatureProbe.For(feature), out BtfHandle btf);
        btf.Dispose();
        return prober.Judge(ProbeAnswer.Of(result), BpfCommand.BtfLoad);
    }

    /// <summary>Kernels that know BTF of modules tell the name of a BTF object.</summary>
    public static ProbeAnswer OfModules(Prober prober)
    {
        nint result = Load(prober.Kernel, BtfFeatureProbe.For(BtfFeature.Basic), out BtfHandle btf);
        if (result < 0) return prober.Judge(ProbeAnswer.Of(result), BpfCommand.BtfLoad);

        using (btf)
        {
            byte* name = stackalloc byte[ObjectName.Length];
            KernelBtfInfo info = new() { Name = (ulong)name, NameLen = ObjectName.Length };
            return ProbeAnswer.Of(btf.ObjectInfo(ref info, out _));
        }
    }

    /// <summary>A function that gets the context as <c>void *</c> may hand it to a helper only where its tag is known.</summary>
    public static ProbeAnswer OfContextTag(Prober prober)
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint number = builder.AddInt("int", 4, BtfIntEncoding.Signed), untyped = builder.AddPtr(0);
        uint caller = AddFunction(builder, "a", number, untyped);
        uint called = AddFunction(builder, "b", number, untyped);
        builder.AddDeclTag("arg:ctx", called, componentIndex: 0);

        nint result = Load(prober.Kernel, builder.ToArray(), out BtfHandle types);
        if (result < 0) return prober.Judge(ProbeAnswer.Of(result), BpfCommand.BtfLoad);

        using (types)
        {
            return prober.Ask(new ProbeProgram(
                BpfProgramType.Kprobe, ProbeCode.CallFunction(1), ProbeCode.Exit, ProbeCode.Call(BpfHelper.GetFuncIp), ProbeCode.Exit)
            {
                Types = types,
                Functions = [new(0, caller), new(2, called)],
            });
        }
    }

    /// <summary>Loads BTF.</summary>
    /// <returns>0, or the negated errno; then <paramref name="btf"/> is disposed.</returns>
    public static nint Load(Kernel kernel, byte[] raw, out BtfHandle btf)
    {
        fixed (byte* pointer = raw)
        {
            BtfLoadAttr attributes = new() { Btf = (ulong)pointer, BtfSize = (uint)raw.Length };
            return kernel.BtfLoad(ref attributes, out btf);
        }
    }

    private static uint AddFunction(BtfBuilder builder, string name, uint result, uint parameter)
    {
        uint prototype = builder.AddFuncProto(result);
        builder.AddParameter(name, parameter);
        return builder.AddFunc(name, BtfFuncLinkage.Global, prototype);
    }
}
