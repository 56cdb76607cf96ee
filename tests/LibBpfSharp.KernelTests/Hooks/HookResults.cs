using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport.Hooks;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>Keeps what became of every hook, and writes it down for <c>docs/hooks.md</c> where a folder for it is named.</summary>
public sealed class HookResults : IDisposable
{
    private const string FolderVariable = "LIBBPFSHARP_HOOKS";

    private readonly Dictionary<string, HookRecord> _records = [];
    private ChildProcess? _actor;

    internal ChildProcess Actor => _actor ??= ChildProcess.Start(nameof(HookActor));

    internal void Add(HookRecord record) => _records[record.Section] = record;

    public void Dispose()
    {
        _actor?.Dispose();
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } folder || _records.Count == 0) return;
        Directory.CreateDirectory(folder);
        HookRecord[] inOrder = [.. BpfSectionDefinition.All.Select(section => _records.GetValueOrDefault(section.Pattern)).OfType<HookRecord>()];
        new HookRecords(Requires.Release, inOrder).Write(Path.Combine(folder, $"{Requires.Running}.tsv"));
    }
}
