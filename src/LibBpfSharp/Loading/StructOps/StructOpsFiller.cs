using System.Runtime.InteropServices;

namespace LibBpfSharp.Loading.StructOps;

/// <summary>Writes the descriptors of loaded programs into the values that struct_ops maps are attached with.</summary>
internal static class StructOpsFiller
{
    /// <summary>Fills the values of all struct_ops maps of a load.</summary>
    public static void FillAll(LoadPlan plan)
    {
        foreach (MapPlan map in plan.Maps)
        {
            if (map.StructOps is not { } operations) continue;
            foreach (StructOpsSlot slot in operations.Slots)
            {
                int descriptor = Array.Find(plan.Programs, program => program.Spec.Function.Index == slot.Function)?.Handle?.Descriptor ?? 0;
                MemoryMarshal.Write(operations.Value.AsSpan(slot.Offset), (ulong)descriptor);
            }
        }
    }
}
