using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>The kernel's symbols by address, as <c>/proc/kallsyms</c> tells them.</summary>
/// <remarks>Takes CAP_SYSLOG, or <c>kernel.kptr_restrict</c> 0; others are shown zeros, and every symbol is unknown. A snapshot: modules and programs loaded later are not in it.</remarks>
public sealed class KernelSymbols
{
    private readonly ulong[] _addresses;
    private readonly (string Name, string? Module)[] _names;

    private KernelSymbols(List<(ulong Address, string Name, string? Module)> symbols)
    {
        // Several names of one address: the first is the one the kernel prefers.
        (ulong Address, string Name, string? Module)[] sorted = [.. symbols.OrderBy(symbol => symbol.Address).DistinctBy(symbol => symbol.Address)];
        _addresses = Array.ConvertAll(sorted, symbol => symbol.Address);
        _names = Array.ConvertAll(sorted, symbol => (symbol.Name, symbol.Module));
    }

    /// <summary>How many addresses have names.</summary>
    public int Count => _addresses.Length;

    /// <summary>Reads the running kernel's.</summary>
    /// <exception cref="BpfException">They cannot be read.</exception>
    public static KernelSymbols Read() => Read(Kernel.Running);

    internal static KernelSymbols Read(Kernel kernel)
    {
        using StreamReader table = new(kernel.OpenStream("/proc/kallsyms", ReadBound.Symbols));
        return Parse(table);
    }

    /// <summary>The symbol an address is in: the nearest one that begins at or before it.</summary>
    public KernelSymbol Find(ulong address)
    {
        int index = Array.BinarySearch(_addresses, address);
        if (index < 0) index = ~index - 1;
        return index < 0
            ? new() { Address = address }
            : new() { Address = address, Name = _names[index].Name, Offset = address - _addresses[index], Module = _names[index].Module };
    }

    /// <summary>Reads lines of the form <c>address type name [module]</c>; variables of one CPU, whose addresses are small, and hidden addresses are left out.</summary>
    internal static KernelSymbols Parse(TextReader table)
    {
        List<(ulong, string, string?)> symbols = [];
        while (table.ReadLine() is { } line)
        {
            string[] parts = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 3 || !ulong.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong address)) continue;
            if (address == 0 || parts[1] is "A" or "a") continue;
            symbols.Add((address, parts[2], parts.Length > 3 ? parts[3].Trim('[', ']') : null));
        }

        return new(symbols);
    }
}
