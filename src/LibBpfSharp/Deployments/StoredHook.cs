using System.Diagnostics.CodeAnalysis;

namespace LibBpfSharp.Deployments;

/// <summary>
/// A hook of one kind: all that is known of it from the name of a pin, under which its generation keeps the program (a file there can hold nothing else), and what can be asked of
/// and done to it.
/// </summary>
internal abstract record StoredHook(string Name)
{
    /// <summary>The name of the pin.</summary>
    public abstract string FileName { get; }

    /// <summary>Reads the name of a pin; false if this library did not write it.</summary>
    public static bool TryParse(string fileName, [NotNullWhen(true)] out StoredHook? record)
    {
        record = LinkHook.Parse(fileName) ?? LegacyHook.Parse(fileName) ?? (StoredHook?)SlotHook.Parse(fileName);
        return record is { Name.Length: > 0 };
    }

    /// <summary>The id of the program that runs here; 0 for none. Beside a legacy hook others may run, which are not looked at.</summary>
    public abstract uint Running(HookOccupants occupants, HookScene scene);

    /// <summary>Makes the wanted program run here, instead of another generation's if one does.</summary>
    /// <param name="occupants">Who may be met.</param>
    /// <param name="scene">Where it is.</param>
    /// <param name="attachFirst">Attaches where nothing is yet; <c>null</c> in a recovery, which knows no way to.</param>
    public abstract void Put(HookOccupants occupants, HookScene scene, Func<BpfLink>? attachFirst);

    /// <summary>Takes away what generations have put here.</summary>
    public abstract void Clear(HookOccupants occupants, HookScene scene);
}
