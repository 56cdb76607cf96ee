using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Support;
using static LibBpfSharp.Instructions.BpfRegister;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Cgroup storage, whose elements come with attachments: a program is made that uses the map, and attached.</summary>
internal static class AttachedStorageUse
{
    public static void Run(BpfMapType type)
    {
        RunWith(type, sizeof(ulong), (map, cgroup) => Use(map, type, cgroup.Id));
        RunWith(type, 16, (map, cgroup) => Use(map, type, new BpfCgroupStorageKey(cgroup.Id, BpfAttachType.CgroupInetEgress)));
    }

    private static void RunWith(BpfMapType type, int keySize, Action<BpfMap, Cgroup> use)
    {
        using BpfMap map = TestMap.Create(type, keySize, sizeof(long), 0);
        BpfCode code = new BpfAssembler()
            .LoadMap(R1, "storage").Move(R2, 0).Call(BpfHelper.GetLocalStorage)
            .Move(R1, 1).Atomic(BpfAtomicOperation.Add, BpfMemorySize.DoubleWord, R0, 0, R1)
            .Move(R0, 1).Exit().Assemble();
        using BpfProgram program = BpfProgram.Load(code, new()
        {
            Type = BpfProgramType.CgroupSkb, Name = "count", ExpectedAttachType = BpfAttachType.CgroupInetEgress, Maps = new Dictionary<string, BpfMap> { ["storage"] = map },
        });
        using TestCgroup group = TestCgroup.Create();
        using Cgroup cgroup = Cgroup.Open(group.Path);
        using CgroupLink link = program.AttachCgroup(cgroup);
        use(map, cgroup);
    }

    private static void Use<TKey>(BpfMap map, BpfMapType type, TKey key)
        where TKey : unmanaged
    {
        if (type is BpfMapType.PercpuCgroupStorage)
        {
            BpfPerCpuHash<TKey, long> perCpu = map.AsPerCpuHash<TKey, long>();
            Assert.All(perCpu[key], value => Assert.Equal(0, value));
            Assert.Equal(key, Assert.Single(perCpu).Key);
            return;
        }

        BpfHash<TKey, long> view = map.AsHash<TKey, long>();
        Assert.Equal(0, view[key]);
        Assert.True(view.TryUpdate(key, 8));
        Assert.Equal([new(key, 8L)], view);
        Assert.False(view.TryGet(default, out _));
        Assert.Equal(Errno.EINVAL, Assert.ThrowsAny<BpfException>(() => view.Remove(key)).Errno);
    }
}
