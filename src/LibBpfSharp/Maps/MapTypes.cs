using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The C types of a map's keys and values.</summary>
/// <param name="Spec">Where they are.</param>
/// <param name="KeyTypeId">The key's; 0 if not known.</param>
/// <param name="ValueTypeId">The value's; 0 if not known.</param>
internal sealed record MapTypes(BtfSpec Spec, uint KeyTypeId, uint ValueTypeId)
{
    /// <summary>What the kernel keeps of a map's types; <c>null</c> where that is nothing, or not for this process to see (CAP_SYS_ADMIN).</summary>
    internal static MapTypes? OfKernel(BpfMapHandle map)
    {
        BpfMapInfo info = BpfMapInfo.Read(map);
        if (info.BtfId == 0 || (info.BtfKeyTypeId | info.BtfValueTypeId) == 0) return null;

        BtfHandle handle = new(map.Kernel);
        if (map.Kernel.OpenById(BpfCommand.BtfGetFdById, info.BtfId, handle) < 0) return null;
        using (handle) return new(BtfSpec.Parse(BtfObjectInfo.ReadData(handle)), info.BtfKeyTypeId, info.BtfValueTypeId);
    }
}
