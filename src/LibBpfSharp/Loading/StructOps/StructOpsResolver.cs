using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.StructOps;

/// <summary>
/// Brings the struct_ops maps of one object into the kernel's layout, member by member and by name,
/// so that an object built against other kernel versions fits as long as what it sets exists.
/// </summary>
/// <param name="spec">The object.</param>
/// <param name="target">The kernel.</param>
internal sealed class StructOpsResolver(BpfObjectSpec spec, TargetKernel target)
{
    private readonly Dictionary<int, StructOpsMember> _programs = [];

    /// <summary>The programs that maps resolved so far refer to, by function.</summary>
    public IReadOnlyDictionary<int, StructOpsMember> Programs => _programs;

    /// <summary>Resolves one map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="image">The struct as the object and its user have set it.</param>
    /// <param name="functions">By member, the function it calls, as the object and its user have set it; −1 for none.</param>
    /// <exception cref="BpfRelocationException">The kernel lacks the struct or a member that is set, or has it with another type.</exception>
    public StructOpsPlan Resolve(BpfMapSpec map, ReadOnlySpan<byte> image, ReadOnlySpan<int> functions)
    {
        BtfType local = spec.Btf!.GetType(map.StructOps!.TypeId);
        StructOpsTypes types = StructOpsTypes.Find(target, local);
        byte[] value = new byte[types.Value.Size];
        List<StructOpsSlot> slots = [];

        for (int i = 0; i < local.Length; i++)
        {
            BtfMember member = local.Members[i];
            ReadOnlySpan<byte> data = Data(local.Spec, map, member, image);
            int found = FindMember(types.Struct, member.Utf8Name);
            if (found < 0)
            {
                if (functions[i] >= 0 || data.ContainsAnyExcept((byte)0)) throw Refuse(map, member, "does not exist in the kernel");
                continue;
            }

            BtfMember wanted = types.Struct.Members[found];
            if (member.BitfieldSize != 0 || wanted.BitfieldSize != 0) throw Refuse(map, member, "is a bit-field");
            BtfType type = local.Spec.SkipModifiers(member.TypeId);
            BtfType kernelType = types.Struct.Spec.SkipModifiers(wanted.TypeId);
            if (type.Kind != kernelType.Kind) throw Refuse(map, member, $"is a {type.Kind} in the object and a {kernelType.Kind} in the kernel");

            int offset = types.DataOffset + (int)(wanted.BitOffset / 8);
            if (type.Kind != BtfKind.Ptr)
            {
                if (!kernelType.Spec.TryGetSize(kernelType.Id, out uint size) || size != data.Length)
                    throw Refuse(map, member, $"has {data.Length} bytes in the object and {size} in the kernel");
                data.CopyTo(value.AsSpan(offset));
            }
            else if (functions[i] >= 0)
            {
                if (kernelType.Spec.SkipModifiers(kernelType.TypeId).Kind != BtfKind.FuncProto)
                    throw Refuse(map, member, "is no function pointer in the kernel");
                Assign(map, member, functions[i], new StructOpsMember(types.Struct.Id, found, types.Module));
                slots.Add(new StructOpsSlot(offset, functions[i]));
            }
        }

        return new StructOpsPlan(types.Value.Id, types.Module, value, slots);
    }

    // One program may serve several maps, as long as it is the same member of the same struct.
    private void Assign(BpfMapSpec map, BtfMember member, int function, StructOpsMember implemented)
    {
        if (_programs.TryAdd(function, implemented) || _programs[function] == implemented) return;
        throw new BpfRelocationException(
            $"The program '{spec.Functions[function].Name}' is set for member '{member.Name}' of '{map.Name}', but serves another member or struct already.",
            errno: Errno.EINVAL);
    }

    private static ReadOnlySpan<byte> Data(BtfSpec types, BpfMapSpec map, BtfMember member, ReadOnlySpan<byte> image)
        => types.TryGetSize(member.TypeId, out uint size) && (member.BitOffset / 8) + (ulong)size <= (ulong)image.Length
            ? image.Slice((int)(member.BitOffset / 8), (int)size)
            : throw Refuse(map, member, "has no size, or lies outside its struct", Errno.EINVAL);

    private static int FindMember(BtfType type, ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < type.Length; i++)
        {
            if (type.Members[i].Utf8Name.SequenceEqual(name)) return i;
        }

        return -1;
    }

    private static BpfRelocationException Refuse(BpfMapSpec map, BtfMember member, string problem, Errno errno = Errno.EOPNOTSUPP)
        => new($"The struct_ops map '{map.Name}' cannot be brought into the kernel's layout: member '{member.Name}' {problem}.", errno: errno);
}
