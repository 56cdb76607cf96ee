namespace LibBpfSharp.Loading.StructOps;

/// <summary>Finds the loaded programs that the values of struct_ops maps call.</summary>
internal static class StructOpsFiller
{
    /// <summary>Completes all struct_ops maps of a load.</summary>
    public static void FillAll(LoadPlan plan)
    {
        foreach (MapPlan map in plan.Maps)
        {
            if (map.StructOps is { } operations) map.Operations = new(operations.Value, [.. Programs(plan, operations)]);
        }
    }

    private static IEnumerable<OperationsProgram> Programs(LoadPlan plan, StructOpsPlan operations)
    {
        foreach (StructOpsSlot slot in operations.Slots)
        {
            if (Array.Find(plan.Programs, program => program.Spec.Function.Index == slot.Function)?.Handle is { } handle) yield return new(slot.Offset, handle);
        }
    }
}
