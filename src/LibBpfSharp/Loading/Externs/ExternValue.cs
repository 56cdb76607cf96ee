namespace LibBpfSharp.Loading;

/// <summary>What an extern came to on the kernel the object is loaded into.</summary>
internal readonly record struct ExternValue
{
    /// <summary>False for a weak extern the kernel does not have.</summary>
    internal bool IsSet { get; init; }

    /// <summary>The BTF id of a typed kernel symbol; 0 for one without type.</summary>
    internal uint TypeId { get; init; }

    /// <summary>The BTF object's descriptor for a variable, 0 for the kernel proper.</summary>
    internal int BtfDescriptor { get; init; }

    /// <summary>The index in the descriptor array for a kfunc of a module, 0 for the kernel proper.</summary>
    internal short DescriptorIndex { get; init; }

    /// <summary>The address of a symbol without type.</summary>
    internal ulong Address { get; init; }
}
