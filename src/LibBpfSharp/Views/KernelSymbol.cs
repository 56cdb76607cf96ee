namespace LibBpfSharp.Tracing;

/// <summary>Where an address of the kernel is.</summary>
public readonly record struct KernelSymbol
{
    /// <summary>The address.</summary>
    public ulong Address { get; init; }

    /// <summary>The function or variable; <c>null</c> where none is known.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes from its beginning.</summary>
    public ulong Offset { get; init; }

    /// <summary>The module it is in; <c>null</c> for the kernel proper.</summary>
    public string? Module { get; init; }

    /// <summary>In the form <c>tcp_sendmsg+0x1a [module]</c>.</summary>
    public override string ToString() => Name is null ? $"0x{Address:x}" : $"{Name}+0x{Offset:x}{(Module is null ? "" : $" [{Module}]")}";
}
