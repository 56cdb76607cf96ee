namespace LibBpfSharp.Tracing;

/// <summary>Where an address of the kernel is.</summary>
/// <param name="Address">The address.</param>
/// <param name="Name">The function or variable; <c>null</c> where none is known.</param>
/// <param name="Offset">Bytes from its beginning.</param>
/// <param name="Module">The module it is in; <c>null</c> for the kernel proper.</param>
public readonly record struct KernelSymbol(ulong Address, string? Name, ulong Offset, string? Module)
{
    /// <summary>In the form <c>tcp_sendmsg+0x1a [module]</c>.</summary>
    public override string ToString() => Name is null ? $"0x{Address:x}" : $"{Name}+0x{Offset:x}{(Module is null ? "" : $" [{Module}]")}";
}
