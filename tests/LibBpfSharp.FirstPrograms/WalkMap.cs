using LibBpfSharp;

namespace FirstPrograms;

/// <summary>A hash map made, filled and walked, without any program.</summary>
public static class WalkMap
{
    public static ulong Run()
    {
        using var map = BpfMap.Create(new BpfMapOptions { Type = BpfMapType.Hash, KeySize = sizeof(uint), ValueSize = sizeof(ulong), MaxEntries = 100, Name = "squares" });
        BpfHash<uint, ulong> squares = map.AsHash<uint, ulong>();
        for (uint i = 1; i <= 10; i++) squares[i] = (ulong)i * i;
        ulong sum = 0;
        foreach ((_, ulong square) in squares) sum += square;
        return sum;
    }
}
