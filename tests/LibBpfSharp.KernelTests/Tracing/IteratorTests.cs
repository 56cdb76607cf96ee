using System.Runtime.InteropServices;
using LibBpfSharp.KernelTests.Support;
using Microsoft.Win32.SafeHandles;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>Iterators: what their programs write is read as a stream.</summary>
public sealed partial class IteratorTests
{
    public IteratorTests() => Requires.Root();

    [Fact]
    public void Every_task_is_walked()
    {
        using AttachedProgram attached = AttachedProgram.Load("tasks");
        using IteratorLink link = Assert.IsType<IteratorLink>(attached.Program.Attach());
        Assert.Equal(BpfLinkType.Iter, link.Type);
        int[] tasks = Read<int>(link);
        Assert.True(tasks.Distinct().Count() > 2);
        Assert.InRange(Read<int>(link).Length, tasks.Length / 2, tasks.Length * 2);
    }

    [Fact]
    public void The_threads_of_one_process_are_walked()
    {
        Requires.Kernel(6, 1, "iterators over the tasks of one process");
        using AttachedProgram attached = AttachedProgram.Load("tasks");
        using IteratorLink link = attached.Program.AttachIterator(new() { Target = IteratorTarget.OfProcess(Environment.ProcessId) });
        int[] tasks = Read<int>(link);
        Assert.Single(tasks.Distinct());
        Assert.True(tasks.Length > 1, "The runtime has several threads.");

        using IteratorLink first = attached.Program.AttachIterator(new() { Target = IteratorTarget.OfThread(Environment.ProcessId) });
        Assert.Equal([tasks[0]], Read<int>(first));
    }

    [Fact]
    public void The_threads_of_a_process_are_walked_by_its_descriptor()
    {
        Requires.Kernel(6, 1, "iterators over the tasks of one process");
        using AttachedProgram attached = AttachedProgram.Load("tasks");
        using SafeFileHandle process = new(OpenProcess(Environment.ProcessId, 0), ownsHandle: true);
        using IteratorLink link = attached.Program.AttachIterator(new() { Target = IteratorTarget.OfProcess(process) });
        Assert.Equal([Environment.ProcessId], Read<int>(link).Distinct());
    }

    [Fact]
    public void Cgroups_are_walked_from_one_on_by_descriptor_or_id()
    {
        Requires.Kernel(6, 1, "iterators over cgroups");
        using TestCgroup parent = TestCgroup.Create(), child = parent.CreateChild("child");
        using Cgroup outer = Cgroup.Open(parent.Path), inner = Cgroup.Open(child.Path);
        using AttachedProgram attached = AttachedProgram.Load("cgroups");
        using IteratorLink down = attached.Program.AttachIterator(new() { Target = IteratorTarget.OfCgroup(outer, CgroupWalk.DescendantsPre) });
        Assert.Equal([outer.Id, inner.Id], Read<ulong>(down));
        using IteratorLink up = attached.Program.AttachIterator(new() { Target = IteratorTarget.OfCgroup(inner.Id, CgroupWalk.AncestorsUp) });
        Assert.Equal([inner.Id, outer.Id], Read<ulong>(up).Take(2));
    }

    [Fact]
    public void The_elements_of_a_map_are_walked()
    {
        using AttachedProgram attached = AttachedProgram.Load("elements");
        BpfMap map = attached.Object.Maps["numbers"];
        for (uint i = 0; i < 4; i++) map.Update(BitConverter.GetBytes(i), BitConverter.GetBytes(i * 11ul));
        using IteratorLink link = attached.Program.AttachIterator(new() { Target = IteratorTarget.OfMap(map) });
        Stream stream = link.OpenIterator();
        link.Dispose();
        using (stream)
            Assert.Equal([0ul, 11, 22, 33], Read<ulong>(stream));
    }

    [Fact]
    public void An_iterator_over_a_map_says_that_it_needs_one()
    {
        using AttachedProgram attached = AttachedProgram.Load("elements");
        BpfAttachException refused = Assert.Throws<BpfAttachException>(attached.Program.Attach);
        Assert.Equal((BpfAttachError.MissingParameter, Errno.EBADF), (refused.Reason, refused.Errno));
        Assert.Contains(nameof(IteratorTarget.OfMap), refused.Message, StringComparison.Ordinal);
    }

    [LibraryImport("libc", EntryPoint = "pidfd_open")]
    private static partial int OpenProcess(int process, uint flags);

    private static T[] Read<T>(IteratorLink link)
        where T : unmanaged
    {
        using Stream stream = link.OpenIterator();
        return Read<T>(stream);
    }

    private static T[] Read<T>(Stream stream)
        where T : unmanaged
    {
        using MemoryStream all = new();
        stream.CopyTo(all);
        return MemoryMarshal.Cast<byte, T>(all.ToArray()).ToArray();
    }
}
