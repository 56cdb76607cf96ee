using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Storages of cgroups, of both forms of key, per CPU, and local ones.</summary>
public sealed class CgroupStorageTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;
    private const BpfAttachType Ingress = BpfAttachType.CgroupInetIngress;
    private const int Datagrams = 7;

    private readonly TestCgroup _directory = TestCgroup.Create();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_storage_keyed_by_the_cgroup_is_shared_by_the_programs_on_it()
    {
        using BpfObject bpf = Load("shared_egress", "shared_ingress");
        CgroupStorage<Usage> shared = bpf.Maps["shared"].AsCgroupStorage<Usage>();
        Assert.True(shared.IsShared);
        Assert.False(shared.TryGet(_directory.Path, out _));

        using CgroupLink egress = bpf.Programs["shared_egress"].AttachCgroup(_directory.Path);
        using CgroupLink ingress = bpf.Programs["shared_ingress"].AttachCgroup(_directory.Path);
        Send();
        Assert.True(shared.TryGet(_directory.Path, out Usage usage));
        Assert.Equal(2ul * Datagrams, usage.Packets);
        using var cgroup = Cgroup.Open(_directory.Path);
        Assert.Equal([new(new() { CgroupId = cgroup.Id }, usage)], shared);

        CgroupPerCpuStorage<ulong> perCpu = bpf.Maps["shared_percpu"].AsCgroupPerCpuStorage<ulong>();
        ulong[] counts = new ulong[perCpu.CpuCount];
        Assert.True(perCpu.TryGet(_directory.Path, counts));
        Assert.Equal(2ul * Datagrams, Sum(counts));
        Assert.Equal(2ul * Datagrams, Sum(Assert.Single(perCpu).Value));
    }

    [Fact]
    public void A_storage_keyed_by_cgroup_and_hook_is_each_hooks_own()
    {
        using BpfObject bpf = Load("isolated_egress", "isolated_ingress");
        CgroupStorage<Usage> isolated = bpf.Maps["isolated"].AsCgroupStorage<Usage>();
        CgroupPerCpuStorage<ulong> perCpu = bpf.Maps["isolated_percpu"].AsCgroupPerCpuStorage<ulong>();
        Assert.False(isolated.IsShared);
        Assert.False(perCpu.IsShared);
        using CgroupLink egress = bpf.Programs["isolated_egress"].AttachCgroup(_directory.Path);
        Send();
        Assert.True(isolated.TryGet(_directory.Path, out Usage sent, Egress));
        Assert.Equal((ulong)Datagrams, sent.Packets);
        Assert.False(isolated.TryGet(_directory.Path, out _, Ingress));

        using CgroupLink ingress = bpf.Programs["isolated_ingress"].AttachCgroup(_directory.Path);
        Assert.True(isolated.TryGet(_directory.Path, out Usage received, Ingress));
        Assert.Equal(0ul, received.Packets);
        Assert.Equal([Ingress, Egress], isolated.Select(storage => storage.Key.AttachType!.Value).Order());
        ulong[] counts = new ulong[perCpu.CpuCount];
        Assert.True(perCpu.TryGet(_directory.Path, counts, Egress));
        Assert.Equal((ulong)Datagrams, Sum(counts));
    }

    [Fact]
    public void A_storage_is_reached_by_path_id_descriptor_and_object_and_written()
    {
        using BpfObject bpf = Load("shared_egress");
        using CgroupLink link = bpf.Programs["shared_egress"].AttachCgroup(_directory.Path);
        CgroupStorage<Usage> shared = bpf.Maps["shared"].AsCgroupStorage<Usage>();
        CgroupPerCpuStorage<ulong> perCpu = bpf.Maps["shared_percpu"].AsCgroupPerCpuStorage<ulong>();
        using var cgroup = Cgroup.Open(_directory.Path);
        ulong packets = 40;
        foreach (CgroupReference reference in (CgroupReference[])[cgroup, _directory.Path, cgroup.Id, cgroup.Handle, Path.GetFileName(_directory.Path)])
        {
            Assert.True(shared.TryUpdate(reference, new Usage(++packets, 1, 2)));
            Assert.True(shared.TryGet(reference, out Usage usage));
            Assert.Equal(new Usage(packets, 1, 2), usage);
        }

        ulong[] values = [.. Enumerable.Range(1, perCpu.CpuCount).Select(cpu => (ulong)cpu)];
        Assert.True(perCpu.TryUpdate(cgroup, values));
        ulong[] read = new ulong[perCpu.CpuCount];
        Assert.True(perCpu.TryGet(cgroup, read));
        Assert.Equal(values, read);

        using TestCgroup without = _directory.CreateChild("without");
        Assert.False(shared.TryUpdate(without.Path, default));
        Assert.False(perCpu.TryUpdate(without.Path, values));
        Assert.Throws<ArgumentException>(() => shared.TryGet(cgroup, out _, Egress));
        Assert.Equal(BpfAttachError.CgroupNotFound, Assert.Throws<BpfAttachException>(() => shared.TryGet("no/such/cgroup", out _)).Reason);
        Assert.Equal(BpfAttachError.CgroupNotFound, Assert.Throws<BpfAttachException>(() => Cgroup.OpenById(ulong.MaxValue)).Reason);
        Assert.Throws<InvalidOperationException>(() => bpf.Maps["shared"].AsCgroupPerCpuStorage<ulong>());
    }

    [Fact]
    public void Storages_that_stay_are_each_seen_once_while_others_go()
    {
        using BpfObject bpf = Load("shared_egress");
        CgroupStorage<Usage> shared = bpf.Maps["shared"].AsCgroupStorage<Usage>();
        TestCgroup[] children = [.. Enumerable.Range(0, 6).Select(i => _directory.CreateChild($"c{i}"))];
        Dictionary<ulong, TestCgroup> byId = [];
        foreach (TestCgroup child in children)
        {
            using var cgroup = Cgroup.Open(child.Path);
            byId.Add(cgroup.Id, child);
            bpf.Programs["shared_egress"].AttachCgroup(cgroup).Dispose(); // which leaves the storage
        }

        List<ulong> seen = [];
        foreach ((CgroupStorageKey key, _) in shared)
        {
            seen.Add(key.CgroupId);
            if (seen.Count % 2 == 0) continue;
            byId[key.CgroupId].Dispose();
            Eventually.True(() => !bpf.Maps["shared"].TryLookup(BitConverter.GetBytes(key.CgroupId), new byte[System.Runtime.CompilerServices.Unsafe.SizeOf<Usage>()]));
        }

        Assert.Equal(byId.Keys.Order(), seen.Order());
        Assert.Equal(3, shared.Count());
        foreach (TestCgroup child in children) child.Dispose();
    }

    [Fact]
    public void A_storage_survives_detaching_and_attaching_again_and_a_replacement()
    {
        using BpfObject bpf = Load("shared_egress", "shared_ingress");
        using BpfObject next = BpfObject.Open(BpfFixtures.Path("cgroup_storage"));
        foreach (BpfProgram program in next.Programs) program.AutoLoad = program.Name == "shared_egress";
        foreach (BpfMap map in next.Maps) map.AutoCreate = map.Name.StartsWith("shared", StringComparison.Ordinal);
        next.Maps["shared"].Reuse(bpf.Maps["shared"]);
        next.Maps["shared_percpu"].Reuse(bpf.Maps["shared_percpu"]);
        next.Load();

        CgroupStorage<Usage> shared = bpf.Maps["shared"].AsCgroupStorage<Usage>();
        using (bpf.Programs["shared_egress"].AttachCgroup(_directory.Path)) Send();
        Assert.True(shared.TryGet(_directory.Path, out Usage detached));
        Assert.Equal((ulong)Datagrams, detached.Packets);

        using CgroupLink link = bpf.Programs["shared_egress"].AttachCgroup(_directory.Path);
        Send();
        link.Update(next.Programs["shared_egress"]);
        Send();
        Assert.True(shared.TryGet(_directory.Path, out Usage usage));
        Assert.Equal(3ul * Datagrams, usage.Packets);
    }

    [Fact]
    public void A_link_is_not_updated_to_a_program_whose_storage_it_does_not_have()
    {
        using BpfObject bpf = Load("shared_egress", "isolated_egress");
        using BpfObject next = Load("shared_egress");
        using BpfProgram without = TestProgram.Allow();
        using CgroupLink link = bpf.Programs["shared_egress"].AttachCgroup(_directory.Path);
        foreach (BpfProgram other in (BpfProgram[])[next.Programs["shared_egress"], bpf.Programs["isolated_egress"]])
        {
            var refused = Assert.Throws<BpfAttachException>(() => link.Update(other));
            Assert.Equal(BpfAttachError.StorageMissing, refused.Reason);
            Assert.Contains("CgroupStorage map '", refused.Message, StringComparison.Ordinal);
            Assert.Equal(bpf.Programs["shared_egress"].Info.Id, link.ProgramId);
        }

        // What the link was made with stays, whatever ran in between. Kernels with a later fix let no program without it in between.
        try
        {
            link.Update(without);
            link.Update(bpf.Programs["shared_egress"]);
        }
        catch (BpfAttachException refused) when (refused.Errno == Errno.EINVAL)
        {
            Assert.Equal(BpfAttachError.StorageMissing, refused.Reason);
            Assert.Equal(bpf.Programs["shared_egress"].Info.Id, link.ProgramId);
        }

        // A link made without any has none.
        using var cgroup = Cgroup.Open(_directory.Path);
        using CgroupLink plain = cgroup.Attach(without, Egress);
        Assert.Equal(BpfAttachError.StorageMissing, Assert.Throws<BpfAttachException>(() => plain.Update(bpf.Programs["shared_egress"])).Reason);

        CgroupChangeResult exchanged = cgroup.Change(Egress, _ => CgroupChange.Exchange(link, next.Programs["shared_egress"], index: 2))!;
        using ICgroupAttachment attachment = exchanged.Attachment!;
        Send();
        Assert.True(next.Maps["shared"].AsCgroupStorage<Usage>().TryGet(cgroup, out Usage usage));
        Assert.Equal((ulong)Datagrams, usage.Packets);
    }

    [Fact]
    public void A_storage_goes_with_its_cgroup()
    {
        using BpfObject bpf = Load("shared_egress");
        CgroupStorage<Usage> shared = bpf.Maps["shared"].AsCgroupStorage<Usage>();
        TestCgroup child = _directory.CreateChild("gone");
        using var cgroup = Cgroup.Open(child.Path);
        using (bpf.Programs["shared_egress"].AttachCgroup(cgroup)) Assert.True(shared.TryGet(cgroup, out _));
        child.Dispose();
        Eventually.True(() => !shared.TryGet(cgroup, out _));
        Assert.Empty(shared);
    }

    [Fact]
    public void Local_storage_is_shared_by_programs_of_any_type_and_user_space()
    {
        Requires.MapType(BpfMapType.CgrpStorage);
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("cgrp_storage"));
        Requires.NotRefused(bpf.Load);
        CgroupLocalStorage<ulong> renames = bpf.Maps["renames"].AsCgroupLocalStorage<ulong>();
        using var own = Cgroup.OpenCurrent();
        Assert.False(renames.TryGet(own, out _));
        const ulong Before = 100;
        renames.Set(own.Id, Before);
        using (bpf.Programs["count_renames"].Attach()) AttachedProgram.Rename();
        Assert.True(renames.TryGet(own.Path, out ulong after));
        Assert.True(after > Before);
        Assert.True(renames.TryGet((CgroupReference)own.Handle, out _));
        Assert.True(renames.Remove(own));
        Assert.False(renames.Remove(own));
        Assert.False(renames.TryGet(own, out _));
    }

    private static BpfObject Load(params string[] programs)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path("cgroup_storage"));
        foreach (BpfProgram program in bpf.Programs) program.AutoLoad = programs.Contains(program.Name);
        bpf.Load();
        return bpf;
    }

    private static ulong Sum(ulong[] counts) => counts.Aggregate((sum, count) => sum + count);

    private void Send()
    {
        using var traffic = Traffic.In(_directory.Path);
        traffic.Send(Datagrams);
    }

    /// <summary><c>struct usage</c> of cgroup_storage.bpf.c.</summary>
    private readonly record struct Usage(ulong Packets, uint LastLength, uint Kind);
}
