using System.Runtime.CompilerServices;
using LibBpfSharp.Btf;
using LibBpfSharp.Loading;

namespace LibBpfSharp;

/// <summary>The value of a struct_ops map on its way into the kernel: data members, and which program each function member calls.</summary>
/// <remarks>
/// Offsets are those of the object's own struct; the load brings the value into the kernel's layout, member by member and by name.
/// A member the kernel does not have must be zero or empty. Before the load for one thread; it shows what was loaded afterwards.
/// </remarks>
public sealed class StructOpsValue
{
    private readonly BpfMap _map;
    private readonly BpfObject _owner;
    private readonly BtfType _type;
    private readonly int[] _functions;

    internal StructOpsValue(BpfMap map, BpfObject owner)
    {
        StructOpsSpec spec = map.Spec!.StructOps!;
        _map = map;
        _owner = owner;
        _type = owner.Spec.Btf!.GetType(spec.TypeId);
        _functions = spec.FunctionsByMember(_type.Length);
    }

    /// <summary>The name of the object's struct, with its flavour: <c>tcp_congestion_ops___v2</c>.</summary>
    public string TypeName => _type.Name;

    /// <summary>The names of the members, in the struct's order; those without a name are left out.</summary>
    public IReadOnlyList<string> Members => MemberNames();

    /// <summary>A data member's value.</summary>
    /// <typeparam name="T">A type of the member's size, laid out as in C.</typeparam>
    /// <param name="member">The member's name.</param>
    /// <exception cref="KeyNotFoundException">The struct has no such member.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> does not fit the member's C type, or the member is a pointer or a bit-field.</exception>
    public T Get<T>(string member)
        where T : unmanaged
    {
        (int offset, int size, uint typeId) = FindData(member);
        VariableLayout.Check<T>(What(member), size, _type.Spec, typeId);
        Unsafe.SkipInit(out T value);
        _map.ReadInitial(offset, ElementSpans.WritableBytesOf(ref value));
        return value;
    }

    /// <summary>Sets a data member.</summary>
    /// <typeparam name="T">A type of the member's size, laid out as in C.</typeparam>
    /// <param name="member">The member's name.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="KeyNotFoundException">The struct has no such member.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> does not fit the member's C type, or the member is a pointer or a bit-field.</exception>
    /// <exception cref="InvalidOperationException">The object is loaded.</exception>
    public void Set<T>(string member, T value)
        where T : unmanaged
    {
        (int offset, int size, uint typeId) = FindData(member);
        VariableLayout.Check<T>(What(member), size, _type.Spec, typeId);
        CheckConfigurable(nameof(Set));
        _map.WriteInitial(offset, ElementSpans.BytesOf(in value));
    }

    /// <summary>A data member's bytes.</summary>
    /// <param name="member">The member's name.</param>
    /// <exception cref="KeyNotFoundException">The struct has no such member.</exception>
    /// <exception cref="ArgumentException">The member is a pointer or a bit-field.</exception>
    public byte[] GetBytes(string member)
    {
        (int offset, int size, _) = FindData(member);
        byte[] bytes = new byte[size];
        _map.ReadInitial(offset, bytes);
        return bytes;
    }

    /// <summary>Sets a data member from bytes, as for a name: <c>SetBytes("name", "my_cc"u8)</c>.</summary>
    /// <param name="member">The member's name.</param>
    /// <param name="bytes">At most as many bytes as the member has; what is behind them is zeroed.</param>
    /// <exception cref="KeyNotFoundException">The struct has no such member.</exception>
    /// <exception cref="ArgumentException">There are more bytes than the member has, or it is a pointer or a bit-field.</exception>
    /// <exception cref="InvalidOperationException">The object is loaded.</exception>
    public void SetBytes(string member, ReadOnlySpan<byte> bytes)
    {
        (int offset, int size, _) = FindData(member);
        if (bytes.Length > size) throw new ArgumentException($"{What(member)} has {size} bytes; {bytes.Length} were given.", nameof(bytes));
        CheckConfigurable(nameof(SetBytes));
        byte[] whole = new byte[size];
        bytes.CopyTo(whole);
        _map.WriteInitial(offset, whole);
    }

    /// <summary>The program a function member calls; <c>null</c> for none.</summary>
    /// <param name="member">The member's name.</param>
    /// <exception cref="KeyNotFoundException">The struct has no such member.</exception>
    /// <exception cref="ArgumentException">The member is no function pointer.</exception>
    public BpfProgram? GetProgram(string member) => _functions[FindFunction(member)] switch
    {
        < 0 => null,
        int function => _owner.Programs.First(program => program.Spec!.Function.Index == function),
    };

    /// <summary>Sets the program a function member calls.</summary>
    /// <param name="member">The member's name.</param>
    /// <param name="program">
    /// A struct_ops program of the same object, or <c>null</c> for none. It is loaded with the map, <see cref="BpfProgram.AutoLoad"/> on or off;
    /// the program it stands in for is not, unless another map that is created refers to it.
    /// </param>
    /// <exception cref="KeyNotFoundException">The struct has no such member.</exception>
    /// <exception cref="ArgumentException">The member is no function pointer, or the program is of another object or type.</exception>
    /// <exception cref="InvalidOperationException">The object is loaded.</exception>
    public void SetProgram(string member, BpfProgram? program)
    {
        int index = FindFunction(member);
        if (program is not null && !_owner.Programs.Contains(program))
            throw new ArgumentException($"Program '{program.Name}' is not of object '{_owner.Name}', whose map '{_map.Name}' is.", nameof(program));
        if (program is { Type: not BpfProgramType.StructOps })
            throw new ArgumentException($"Program '{program.Name}' is of type {program.Type}; {What(member)} calls programs of type {BpfProgramType.StructOps}.", nameof(program));
        CheckConfigurable(nameof(SetProgram));
        _functions[index] = program?.Spec!.Function.Index ?? -1;
    }

    /// <summary>By member of the object's struct, the function it calls; −1 for none.</summary>
    internal int[] FunctionsByMember() => [.. _functions];

    private void CheckConfigurable(string method) => Phase.CheckConfigurable(_owner, $"{nameof(StructOpsValue)}.{method}", _map.Name);

    private (int Offset, int Size, uint TypeId) FindData(string name)
    {
        BtfMember member = _type.Members[Find(name)];
        if (member.BitfieldSize != 0) throw new ArgumentException($"{What(name)} is a bit-field, which no kernel takes in a struct_ops value.", nameof(name));
        if (_type.Spec.SkipModifiers(member.TypeId).Kind is BtfKind.Ptr)
            throw new ArgumentException($"{What(name)} is a pointer: a function is set by {nameof(SetProgram)}, others are the kernel's.", nameof(name));
        if (!_type.Spec.TryGetSize(member.TypeId, out uint size)) throw new ArgumentException($"{What(name)} has no size.", nameof(name));
        return ((int)(member.BitOffset / 8), (int)size, member.TypeId);
    }

    private int FindFunction(string name)
    {
        int index = Find(name);
        return StructOpsSpec.IsFunctionPointer(_type.Members[index], _type.Spec)
            ? index
            : throw new ArgumentException($"{What(name)} is no function pointer.", nameof(name));
    }

    private string[] MemberNames()
    {
        List<string> names = [];
        foreach (BtfMember member in _type.Members)
        {
            if (member.Name.Length > 0) names.Add(member.Name);
        }

        return [.. names];
    }

    private int Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (int i = 0; i < _type.Length; i++)
        {
            if (_type.Members[i].Name == name) return i;
        }

        throw new KeyNotFoundException($"struct {TypeName} of map '{_map.Name}' has no member '{name}'. It has {string.Join(", ", Members)}.");
    }

    private string What(string member) => $"Member '{member}' of struct_ops map '{_map.Name}'";
}
