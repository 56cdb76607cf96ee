using System.Runtime.InteropServices;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>Iterators: what their programs write is read as a stream.</summary>
public sealed class IteratorTests
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
        using IteratorLink link = attached.Program.AttachIterator(IteratorTarget.OfProcess(Environment.ProcessId));
        int[] tasks = Read<int>(link);
        Assert.Single(tasks.Distinct());
        Assert.True(tasks.Length > 1, "The runtime has several threads.");

        using IteratorLink first = attached.Program.AttachIterator(IteratorTarget.OfThread(Environment.ProcessId));
        Assert.Equal([tasks[0]], Read<int>(first));
    }

    [Fact]
    public void The_elements_of_a_map_are_walked()
    {
        using AttachedProgram attached = AttachedProgram.Load("elements");
        BpfMap map = attached.Object.Maps["numbers"];
        for (uint i = 0; i < 4; i++) map.Update(BitConverter.GetBytes(i), BitConverter.GetBytes(i * 11ul));
        using IteratorLink link = attached.Program.AttachIterator(IteratorTarget.OfMap(map));
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
