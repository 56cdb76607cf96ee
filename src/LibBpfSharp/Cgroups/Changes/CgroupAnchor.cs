namespace LibBpfSharp.Cgroups;

/// <summary>Says a place in a list the way the kernel takes it: beside something of the same kind.</summary>
internal static class CgroupAnchor
{
    /// <summary>The position; <c>null</c> for the end, which older kernels know, too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is not in the list.</exception>
    /// <exception cref="BpfAttachException">Both neighbours are of the other kind.</exception>
    public static BpfAttachPosition? Of(int? index, CgroupSlots list, bool isLink)
    {
        int place = index ?? list.Count;
        ArgumentOutOfRangeException.ThrowIfNegative(place, nameof(index));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(place, list.Count, nameof(index));
        if (place == list.Count) return null;
        if (place == 0) return BpfAttachPosition.First;

        (CgroupSlot before, CgroupSlot behind) = (list.Slots[place - 1], list.Slots[place]);
        if (isLink && before.LinkId is { } left) return BpfAttachPosition.AfterLink(left);
        if (isLink && behind.LinkId is { } right) return BpfAttachPosition.BeforeLink(right);
        if (!isLink && before.Kind == CgroupAttachmentKind.Legacy) return BpfAttachPosition.AfterProgram(before.ProgramId);
        if (!isLink && behind.Kind == CgroupAttachmentKind.Legacy) return BpfAttachPosition.BeforeProgram(behind.ProgramId);
        throw new BpfAttachException(
            $"Position {place} in the list of cgroup '{list.CgroupPath}' at {list.AttachType} is between programs {before.ProgramId} ({before.Kind}) and {behind.ProgramId} ({behind.Kind}), "
            + $"and the kernel places a {(isLink ? "link" : "legacy attachment")} only beside another one, first or last.",
            BpfAttachError.InvalidOptions, objectName: list.CgroupPath);
    }
}
