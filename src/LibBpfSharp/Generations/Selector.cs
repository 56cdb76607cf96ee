using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// One number that says which generation runs at every hook. A hook has a program array of two slots, one for generations of even number and one
/// for those of odd; what is attached is a dispatcher that tail-calls the slot the number names.
/// </summary>
internal sealed class Selector(DeploymentStore store)
{
    private const int Banks = 2;

    private string NumberPath { get; } = Path.Combine(store.SelectorDirectory, "selected");

    private string BankDirectory { get; } = Path.Combine(store.SelectorDirectory, "banks");

    /// <summary>Whether a deployment has one.</summary>
    public static bool IsIn(DeploymentStore store) => Directory.Exists(store.SelectorDirectory);

    /// <summary>Puts a generation's programs into their slots, beside those that run, then selects them.</summary>
    public void Switch(StoredGeneration target, IReadOnlyList<StoredHook> hooks, Func<StoredHook, BpfLink>? attachFirst)
    {
        if (!File.Exists(NumberPath)) Create(BpfMapType.Array, 1, NumberPath).Dispose();
        foreach (StoredHook hook in hooks)
        {
            Fill(hook, target);
            using BpfLink? link = store.OpenLink(hook.Name);
            if (link is null && attachFirst is not null) store.AttachLink(hook.Name, () => attachFirst(hook));
        }

        // A hook that the target does not have is to run nothing.
        foreach (string other in ReadBanks().Except(hooks.Select(hook => hook.Name), StringComparer.Ordinal))
        {
            using BpfMapHandle bank = OpenBank(other);
            SlotOf(bank, other, target.Number).Clear();
        }

        Select(target.Number);
    }

    /// <summary>Removes the slots of hooks that are no more, and what is in those of the generation before.</summary>
    public void Sweep(StoredGeneration? target)
    {
        HashSet<string> hooks = [.. target?.Hooks.Select(hook => hook.Name) ?? []];
        foreach (string name in ReadBanks())
        {
            if (hooks.Contains(name))
            {
                using BpfMapHandle bank = OpenBank(name);
                SlotOf(bank, name, target!.Number + 1).Clear();
            }
            else
            {
                store.Check(store.Kernel.RemoveFile(BankPath(name)), BankPath(name));
            }
        }
    }

    /// <summary>Loads what is attached to a hook for as long as it lasts.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="first">The first program that runs there: the later ones must be of its type.</param>
    public BpfProgram LoadDispatcher(StoredHook hook, BpfProgram first)
    {
        using BpfMapHandle bank = OpenBank(hook.Name);
        using BpfMapHandle number = OpenNumber();
        return Dispatcher.Load(first, number, bank);
    }

    private void Fill(StoredHook hook, StoredGeneration target)
    {
        using BpfMapHandle bank = File.Exists(BankPath(hook.Name)) ? OpenBank(hook.Name) : Create(BpfMapType.ProgArray, Banks, BankPath(hook.Name));
        using BpfProgramHandle program = target.OpenProgram(hook);
        ProgramSlot slot = SlotOf(bank, hook.Name, target.Number);
        if (slot.Read() != BpfProgramInfo.Read(program).Id) slot.Write(program);
    }

    private unsafe void Select(int generation)
    {
        using BpfMapHandle map = OpenNumber();
        uint key = 0, bank = BankOf(generation);
        Errno errno = map.MapUpdate(new(&key, sizeof(uint)), new(&bank, sizeof(uint))).ToErrno();
        if (errno != Errno.None) throw new BpfException($"The selector '{NumberPath}' cannot be written: {errno.Describe()}.", errno, BpfCommand.MapUpdateElem, NumberPath);
    }

    private BpfMapHandle Create(BpfMapType type, uint entries, string path)
    {
        MapCreateAttr attributes = new() { MapType = type, KeySize = sizeof(uint), ValueSize = sizeof(uint), MaxEntries = entries };
        Errno errno = store.Kernel.MapCreate(ref attributes, out BpfMapHandle map).ToErrno();
        if (errno != Errno.None) throw new BpfException($"A map of type {type} cannot be made for '{path}': {errno.Describe()}.", errno, BpfCommand.MapCreate, path);
        try
        {
            BpfFs.Pin(map, path);
            return map;
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    private ProgramSlot SlotOf(BpfMapHandle bank, string hook, int generation) => new(bank, BankOf(generation), BankPath(hook));

    private static uint BankOf(int generation) => (uint)generation % Banks;

    private IReadOnlyList<string> ReadBanks()
        => Directory.Exists(BankDirectory) ? [.. Directory.GetFiles(BankDirectory).Select(pin => Path.GetFileName(pin)).Order(StringComparer.Ordinal)] : [];

    private string BankPath(string hook) => Path.Combine(BankDirectory, hook);

    private BpfMapHandle OpenBank(string hook) => BpfFs.OpenMap(BankPath(hook), BpfFileFlags.None, store.Kernel);

    private BpfMapHandle OpenNumber() => BpfFs.OpenMap(NumberPath, BpfFileFlags.None, store.Kernel);
}
