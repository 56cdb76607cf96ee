using LibBpfSharp.Interop;

namespace LibBpfSharp.Deployments;

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
    public static bool IsIn(DeploymentStore store) => store.Kernel.KindOf(store.SelectorDirectory) == FileKind.Directory;

    /// <summary>Makes what says, from before the first generation's first pin, that the deployment has a selector.</summary>
    public void Prepare()
    {
        if (!store.Has(NumberPath)) Create(BpfMapType.Array, 1, NumberPath).Dispose();
    }

    /// <summary>Puts a generation's programs into their slots, beside those that run, then selects them.</summary>
    public void Switch(StoredGeneration target, IReadOnlyList<StoredHook> hooks, Func<StoredHook, BpfLink>? attachFirst)
    {
        foreach (StoredHook hook in hooks)
        {
            Fill(hook, target);
            using BpfLink? link = store.OpenLink(hook.Name);
            if (link is null && attachFirst is not null) store.AttachLink(hook.Name, () => attachFirst(hook));
        }

        // A hook that the target does not have is to run nothing.
        foreach (string other in ReadBanks().Except(hooks.Select(hook => hook.Name), StringComparer.Ordinal))
        {
            using BpfMap bank = OpenBank(other);
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
                using BpfMap bank = OpenBank(name);
                SlotOf(bank, name, target!.Number + 1).Clear();
            }
            else
            {
                store.Check(store.Kernel.RemoveFile(BankPath(name)), BankPath(name));
            }
        }
    }

    /// <summary>Removes all of it, when no generation is left.</summary>
    public void Remove()
    {
        PinFolder.Remove(BankDirectory, store.Kernel);
        PinFolder.Remove(store.SelectorDirectory, store.Kernel);
    }

    /// <summary>Loads what is attached to a hook for as long as it lasts.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="first">The first program that runs there: the later ones must be of its type.</param>
    public BpfProgram LoadDispatcher(StoredHook hook, BpfProgram first)
    {
        using BpfMap bank = OpenBank(hook.Name);
        using BpfMap number = OpenNumber();
        return Dispatcher.Load(first, number, bank);
    }

    private void Fill(StoredHook hook, StoredGeneration target)
    {
        using BpfMap bank = store.Has(BankPath(hook.Name)) ? OpenBank(hook.Name) : Create(BpfMapType.ProgArray, Banks, BankPath(hook.Name));
        using BpfProgramHandle program = target.OpenProgram(hook);
        ProgramSlot slot = SlotOf(bank, hook.Name, target.Number);
        var info = BpfProgramInfo.Read(program);
        RequireNoStorage(hook, info);
        if (slot.Read() != info.Id) slot.Write(program);
    }

    /// <summary>The dispatcher is what is attached, and it has no storage that a program behind its tail call could find.</summary>
    private void RequireNoStorage(StoredHook hook, BpfProgramInfo program)
    {
        if (CgroupStorageGuard.FirstStorage(store.Kernel, program.MapIds) is not { } storage) return;
        throw new BpfAttachException(
            $"The program of hook '{hook.Name}' uses the {storage.Type} map '{storage.Name}', which only the program attached itself can. Use {nameof(BpfMapType.CgrpStorage)} (Linux 6.2), or mode {BpfSwitchMode.EachHook}.",
            BpfAttachError.StorageMissing, objectName: storage.Name);
    }

    private void Select(int generation)
    {
        using BpfMap map = OpenNumber();
        map.AsArray<uint>()[0] = BankOf(generation);
    }

    private BpfMap Create(BpfMapType type, uint entries, string path)
    {
        var map = BpfMap.Create(new() { Type = type, KeySize = sizeof(uint), ValueSize = sizeof(uint), MaxEntries = entries }, store.Kernel);
        try
        {
            map.Pin(path);
            return map;
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    private ProgramSlot SlotOf(BpfMap bank, string hook, int generation) => new(bank.Handle, BankOf(generation), BankPath(hook));

    private static uint BankOf(int generation) => (uint)generation % Banks;

    private IReadOnlyList<string> ReadBanks() => PinFolder.Names(BankDirectory, store.Kernel);

    private string BankPath(string hook) => Path.Combine(BankDirectory, hook);

    private BpfMap OpenBank(string hook) => BpfMap.OpenPinned(BankPath(hook), BpfFileFlags.None, store.Kernel);

    private BpfMap OpenNumber() => BpfMap.OpenPinned(NumberPath, BpfFileFlags.None, store.Kernel);
}
