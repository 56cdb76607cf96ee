using System.Globalization;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>A cgroup with traffic in it, a BPF file system, and generations of three programs that count each packet under their version.</summary>
internal sealed class GenerationBed : IDisposable
{
    public const int Versions = GenerationObject.Versions;

    /// <summary>Ingress, egress, and a second program on egress.</summary>
    public static readonly string[] Hooks = GenerationObject.Hooks;

    private readonly TestCgroup _cgroup = TestCgroup.Create();
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly ChildProcess _traffic;

    public GenerationBed()
    {
        _traffic = ChildProcess.Start(nameof(UdpTraffic), _cgroup.Path);
        _traffic.Expect("ready");
    }

    public string CgroupPath => _cgroup.Path;

    public string Path => _fileSystem["deployment"];

    public static BpfObject Open(uint version, string name = "generation", Kernel? kernel = null)
        => GenerationObject.Open(BpfFixtures.Path(name), version, kernel ?? Kernel.Running);

    public static BpfSwapOptions LinksOn(string cgroup) => GenerationObject.LinksOn(cgroup);

    public static BpfSwapOptions LegacyOn(Cgroup cgroup) => new()
    {
        Hooks = [.. Hooks.Select(hook => BpfHook.CgroupLegacy(hook, cgroup, hook == "ingress" ? BpfAttachType.CgroupInetIngress : BpfAttachType.CgroupInetEgress))],
    };

    public BpfDeployment Open(BpfSwitchMode mode = default, BpfRecovery recovery = default, Kernel? kernel = null)
        => BpfDeployment.Open(Path, new() { Mode = mode, Recovery = recovery, Kernel = kernel ?? Kernel.Running });

    /// <summary>Lets a generation of the version take over, every hook by a link.</summary>
    public BpfGeneration Swap(BpfDeployment deployment, uint version)
    {
        using BpfObject next = Open(version);
        return deployment.Swap(next, LinksOn(_cgroup.Path));
    }

    /// <summary>Sends datagrams in the cgroup, where each is one packet out and one in.</summary>
    public void Send(int datagrams)
    {
        Begin(datagrams);
        End();
    }

    public void Begin(int datagrams) => _traffic.Tell(datagrams.ToString(CultureInfo.InvariantCulture));

    public void End() => _traffic.Expect("sent");

    /// <summary>Sends datagrams while something happens, and asserts that each is seen by exactly one program at each hook.</summary>
    /// <param name="meanwhile">Done when the first are on their way.</param>
    /// <returns>How many there were.</returns>
    public long CheckThroughout(Action meanwhile)
    {
        using BpfMap seen = OpenSeen();
        long[] before = [.. Hooks.Select((_, hook) => Count(seen, hook).Sum())];
        _traffic.Tell(UdpTraffic.Flow);
        _traffic.Expect(UdpTraffic.Flow);
        meanwhile();
        _traffic.Tell("stop");
        long sent = long.Parse(_traffic.ReadLine(), CultureInfo.InvariantCulture);
        for (int hook = 0; hook < Hooks.Length; hook++) Assert.Equal(sent, Count(seen, hook).Sum() - before[hook]);
        return sent;
    }

    /// <summary>The map in which all generations count, from whichever has it pinned.</summary>
    public BpfMap OpenSeen() => BpfMap.OpenPinned(Directory.GetFiles(Path, "seen", SearchOption.AllDirectories)[0]);

    /// <summary>What the programs of a hook have counted, by version.</summary>
    public static long[] Count(BpfGeneration generation, int hook)
    {
        using BpfMap seen = generation.OpenMap("seen");
        return Count(seen, hook);
    }

    /// <summary>Asserts that each of some datagrams is seen by exactly one program at each hook.</summary>
    /// <returns>For each hook, the versions that saw any.</returns>
    public int[][] SendAndCheck(BpfGeneration generation, int datagrams)
    {
        using BpfMap seen = generation.OpenMap("seen");
        return SendAndCheck(seen, datagrams);
    }

    /// <inheritdoc cref="SendAndCheck(BpfGeneration, int)"/>
    public int[][] SendAndCheck(BpfMap seen, int datagrams)
    {
        long[][] before = [.. Hooks.Select((_, hook) => Count(seen, hook))];
        Send(datagrams);
        int[][] versions = new int[Hooks.Length][];
        for (int hook = 0; hook < Hooks.Length; hook++)
        {
            long[] more = [.. Count(seen, hook).Zip(before[hook], (now, then) => now - then)];
            Assert.Equal(datagrams, more.Sum());
            versions[hook] = [.. Enumerable.Range(0, Versions).Where(version => more[version] > 0)];
        }

        return versions;
    }

    private static long[] Count(BpfMap seen, int hook)
    {
        BpfArray<long> values = seen.AsArray<long>();
        return [.. Enumerable.Range(hook * Versions, Versions).Select(index => values[(uint)index])];
    }

    /// <summary>The generations something is left of.</summary>
    public string[] GenerationPins => [.. Directory.GetDirectories(Path, "g*").Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public bool IsStaged => new FileInfo(System.IO.Path.Combine(Path, "staged")).LinkTarget is not null;

    /// <summary>The programs in the slots of a selector, by hook and slot; 0 for none.</summary>
    public uint[] ReadSlots()
    {
        string banks = System.IO.Path.Combine(Path, "selector", "banks");
        return Directory.Exists(banks) ? [.. Directory.GetFiles(banks).Order(StringComparer.Ordinal).SelectMany(ReadBank)] : [];

        static uint[] ReadBank(string path)
        {
            using BpfMap bank = BpfMap.OpenPinned(path);
            BpfProgramArray slots = bank.AsProgramArray();
            return [.. Enumerable.Range(0, (int)slots.Count).Select(slot => slots.TryGetId((uint)slot, out uint id) ? id : 0)];
        }
    }

    /// <summary>What is pinned, with generations by age instead of number, and what has become of a selector's slots.</summary>
    public string DescribePins(uint[] slotsBefore)
    {
        string[] byAge = [.. GenerationPins.OrderBy(name => int.Parse(name[1..], CultureInfo.InvariantCulture))];
        IEnumerable<string> entries = new DirectoryInfo(Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(entry => string.Join('/', $"{entry.FullName[Path.Length..]}/{entry.LinkTarget}".Split('/').Select(AgeOf)))
            .Order(StringComparer.Ordinal);
        string AgeOf(string part) => Array.IndexOf(byAge, part) is >= 0 and int age ? $"generation {age}" : part;
        IEnumerable<string> slots = ReadSlots().Select((id, i) => id == 0 ? "empty" : slotsBefore.ElementAtOrDefault(i) == id ? "as before" : "new");
        return string.Join('\n', entries.Concat(slots));
    }

    public void Dispose()
    {
        _traffic.Dispose();
        _fileSystem.Dispose();
        _cgroup.Dispose();
    }
}
