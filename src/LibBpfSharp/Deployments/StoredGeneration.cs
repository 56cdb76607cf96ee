using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Deployments;

/// <summary>A generation as its pins tell of it: <c>gN/hooks</c> has its programs by hook, <c>gN/maps</c> its maps.</summary>
internal sealed class StoredGeneration(string deployment, int number, Kernel kernel)
{
    private const char Prefix = 'g';

    /// <summary>Counts from 1; the next one's is one more.</summary>
    public int Number => number;

    public string Directory { get; } = Path.Combine(deployment, NameOf(number));

    /// <summary>Whether its directory is there.</summary>
    public bool Exists => kernel.KindOf(Directory) == FileKind.Directory;

    /// <summary>Its hooks, in the order of their names.</summary>
    public IReadOnlyList<StoredHook> Hooks => [.. PinFolder.Names(HookDirectory, kernel).Select(Parse).OfType<StoredHook>()];

    private string HookDirectory => Path.Combine(Directory, "hooks");

    private string MapDirectory => Path.Combine(Directory, "maps");

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    public static int? NumberOf(string? name)
        => name is [Prefix, ..] && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    public string HookPath(StoredHook hook) => Path.Combine(HookDirectory, hook.FileName);

    public string MapPath(string pinName) => Path.Combine(MapDirectory, pinName);

    public bool Has(StoredHook hook) => kernel.KindOf(HookPath(hook)) == FileKind.Regular;

    public bool HasMap(string pinName) => kernel.KindOf(MapPath(pinName)) == FileKind.Regular;

    public BpfProgramHandle OpenProgram(StoredHook hook) => PinFiles.OpenProgram(HookPath(hook), kernel);

    /// <summary>Removes its pins: first the programs', so that what is left of it never looks whole.</summary>
    public void Delete()
    {
        foreach (string folder in (string[])[HookDirectory, MapDirectory, Directory]) PinFolder.Remove(folder, kernel);
    }

    private static StoredHook? Parse(string pin) => StoredHook.TryParse(pin, out StoredHook? hook) ? hook : null;
}
