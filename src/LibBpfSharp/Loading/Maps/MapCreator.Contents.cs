using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

internal sealed partial class MapCreator
{
    private static void FillInternal(MapPlan map)
    {
        byte[] value = new byte[map.ValueSize];
        map.Image.Span[..Math.Min(map.Image.Length, value.Length)].CopyTo(value);
        nint result = map.Handle!.MapUpdate([0, 0, 0, 0], value);
        if (result < 0) throw new BpfException($"Map '{map.Name}' does not take its initial contents: {((Errno)(-result)).Describe()}.", (Errno)(-result), BpfCommand.MapUpdateElem, map.Name);
        if (map.Spec.Kind is not (BpfMapKind.Rodata or BpfMapKind.Kconfig)) return;

        result = map.Handle!.MapFreeze();
        if (result < 0) throw new BpfException($"Map '{map.Name}' cannot be frozen: {((Errno)(-result)).Describe()}.", (Errno)(-result), BpfCommand.MapFreeze, map.Name);
    }

    // Programs are verified against the address at which the arena is mapped, so it is mapped before them and stays so.
    private void MapArena(MapPlan map)
    {
        nint size = (nint)map.MaxEntries * Environment.SystemPageSize;
        nint result = MappedMemory.Map(map.Handle!, size, writable: true, out MappedMemory arena, (nint)map.MapExtra);
        if (result < 0)
        {
            string place = map.MapExtra == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" at its address 0x{map.MapExtra:x}");
            throw new BpfException($"Arena '{map.Name}' cannot be mapped{place}: {((Errno)(-result)).Describe()}.", (Errno)(-result), objectName: map.Name);
        }

        journal.Made(arena);
        map.Arena = arena;
        if (!map.Image.IsEmpty) arena.Write(plan.ArenaOffset, map.Image.Span);
    }
}
