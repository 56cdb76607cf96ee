namespace LibBpfSharp.Loading;

/// <summary>Fills program arrays with the programs they are declared with, once those are loaded.</summary>
internal static class ProgramArrayFiller
{
    internal static void FillAll(LoadPlan plan)
    {
        foreach (MapPlan map in plan.Maps)
        {
            if (map is not { Type: BpfMapType.ProgArray, Handle: not null, IsReused: false } || map.Spec.Slots.Count == 0) continue;
            MapSlots.Fill(map, slot => Array.Find(plan.Programs, p => ReferenceEquals(p.Spec, plan.Spec.Programs[slot.TargetIndex]))?.Handle);
        }
    }
}
