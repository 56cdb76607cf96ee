using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using Microsoft.Extensions.Logging;

namespace LibBpfSharp.Loading;

/// <summary>Gives the object's BTF to the kernel. A kernel that refuses it gets maps and programs without, unless the object cannot do without.</summary>
internal sealed unsafe partial class ObjectBtfLoader(LoadPlan plan, LoadJournal journal)
{
    internal void Load()
    {
        if (plan.Spec.Btf is not { } types) return;
        nint result = Load(types.RawData.Span);
        if (result == 0) return;

        Errno errno = (Errno)(-result);
        if (IsNeeded)
            throw new BpfException($"The kernel refuses the object's BTF with {errno.Describe()}, and struct_ops maps cannot do without it.", errno, BpfCommand.BtfLoad, plan.Spec.Name);
        LogRefused(plan.Log, plan.Spec.Name, errno);
    }

    private bool IsNeeded => plan.Maps.Any(m => m.Spec.Kind is BpfMapKind.StructOps);

    private nint Load(ReadOnlySpan<byte> raw)
    {
        fixed (byte* bytes = raw)
        {
            BtfLoadAttr attributes = new() { Btf = (ulong)bytes, BtfSize = (uint)raw.Length };
            nint result = plan.Kernel.BtfLoad(ref attributes, out BtfHandle handle);
            if (result < 0) return result;
            journal.Made(handle);
            plan.Btf = handle;
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The kernel refuses the BTF of object '{Object}' with {Errno}; maps and programs are loaded without it.")]
    private static partial void LogRefused(ILogger log, string @object, Errno errno);
}
