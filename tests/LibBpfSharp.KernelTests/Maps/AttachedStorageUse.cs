using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Support;
using static LibBpfSharp.Instructions.BpfRegister;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Cgroup storage, whose elements come with attachments: a program is made that uses the map, and attached.</summary>
internal static class AttachedStorageUse
{
    public static void Run(BpfMapType type)
    {
        RunWith(type, sizeof(ulong), (map, cgroup) => Use(map, type, cgroup, null));
        RunWith(type, 16, (map, cgroup) => Use(map, type, cgroup, BpfAttachType.CgroupInetEgress));
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
            Type = BpfProgramType.CgroupSkb,
            Name = "count",
            ExpectedAttachType = BpfAttachType.CgroupInetEgress,
            Maps = new Dictionary<string, BpfMap> { ["storage"] = map },
        });
        using TestCgroup group = TestCgroup.Create();
        using Cgroup cgroup = Cgroup.Open(group.Path);
        using CgroupLink link = program.AttachCgroup(cgroup);
        use(map, cgroup);
    }

    private static void Use(BpfMap map, BpfMapType type, Cgroup cgroup, BpfAttachType? hook)
    {
        if (type is BpfMapType.PercpuCgroupStorage)
        {
            CgroupPerCpuStorage<long> perCpu = map.AsCgroupPerCpuStorage<long>();
            long[] values = new long[perCpu.CpuCount];
            Assert.True(perCpu.TryGet(cgroup, values, hook));
            Assert.All(values, value => Assert.Equal(0, value));
            Assert.Equal(new() { CgroupId = cgroup.Id, AttachType = hook }, Assert.Single(perCpu).Key);
            return;
        }

        CgroupStorage<long> view = map.AsCgroupStorage<long>();
        Assert.True(view.TryUpdate(cgroup, 8, hook));
        Assert.Equal([new(new CgroupStorageKey { CgroupId = cgroup.Id, AttachType = hook }, 8L)], view);
        byte[] key = new byte[map.KeySize];
        Assert.True(map.TryGetNextKey([], key));
        Assert.Equal(Errno.EINVAL, Assert.ThrowsAny<BpfException>(() => map.Delete(key)).Errno);
    }
}
