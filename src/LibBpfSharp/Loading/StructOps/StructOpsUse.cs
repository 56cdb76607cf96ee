namespace LibBpfSharp.Loading.StructOps;

/// <summary>Lets struct_ops maps decide about their programs: which are loaded, and as what member of which struct.</summary>
internal static class StructOpsUse
{
    /// <summary>Turns programs on that a created map refers to, and off that only maps not created refer to or that were replaced; others stay as they are.</summary>
    /// <param name="plan">The load.</param>
    /// <param name="members">By function, the members that created maps give.</param>
    public static void Apply(LoadPlan plan, IReadOnlyDictionary<int, StructOpsMember> members)
    {
        foreach (ProgramPlan program in plan.Programs)
        {
            if (program.Type is not BpfProgramType.StructOps) continue;
            int function = program.Spec.Function.Index;
            if (members.TryGetValue(function, out StructOpsMember member))
            {
                program.Target = new AttachTarget(member.TypeId, member.Module?.Descriptor ?? 0);
                program.ExpectedAttachType = (BpfAttachType)member.Member;
            }

            bool[] users = [.. plan.Maps.Where(map => Refers(map, function)).Select(map => map.AutoCreate && map.StructOpsFunctions!.Contains(function))];
            if (users.Length > 0) program.AutoLoad = users.Contains(true);
        }
    }

    private static bool Refers(MapPlan map, int function)
        => map.StructOpsFunctions is { } functions
            && ((map.AutoCreate && functions.Contains(function)) || map.Spec.StructOps!.Programs.Any(member => member.Function == function));
}
