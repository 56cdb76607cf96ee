using LibBpfSharp.Btf;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Examples;

public sealed class KernelExamples : Example
{
    [Fact]
    public void The_kernel_is_asked_what_it_can()
    {
        // example: BpfFeatures.Probe
        BpfFeatureSupport links = BpfFeatures.OfRunningKernel.Probe(BpfFeature.CgroupLink);
        if (!links.IsSupported) Console.WriteLine(links);      // what is missing, since when kernels have it, and what this one said
        // end example
        Assert.Equal(new Version(5, 7), links.Since);
    }

    [Fact]
    public void The_kernel_is_asked_for_a_helper()
    {
        // example: BpfFeatures.ProbeHelper
        bool canLoop = BpfFeatures.OfRunningKernel.ProbeHelper(BpfProgramType.SchedCls, BpfHelper.Loop).IsSupported;
        string file = canLoop ? "events.bpf.o" : "events.bounded.bpf.o"; // the same object, compiled for older kernels
        // end example
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Programs_are_listed()
    {
        using BpfObject counting = Load("counter.bpf.o", "count_egress");

        // example: KernelObjects.EnumeratePrograms
        foreach (BpfProgramInfo program in KernelObjects.EnumeratePrograms()) // of all processes
            Console.WriteLine($"{program.Id}: {program.Type} {program.Name}");
        // end example
        Assert.Contains($"{counting.Programs["count_egress"].Info.Id}: CgroupSkb count_egress\n", Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_listed()
    {
        using BpfObject tracing = Load("attach.bpf.o", "raw");
        using BpfLink attached = tracing.Programs["raw"].Attach();

        // example: KernelObjects.EnumerateLinks
        foreach (RawTracepointLinkInfo link in KernelObjects.EnumerateLinks().OfType<RawTracepointLinkInfo>())
            Console.WriteLine($"link {link.Id}: program {link.ProgramId} at {link.Tracepoint}");
        // end example
        Assert.Contains($"link {attached.Id}: program {attached.ProgramId} at task_rename\n", Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Leftovers_are_listed()
    {
        // example: BpfLeftovers.Find
        foreach (BpfLeftover left in BpfLeftovers.Find())      // of processes that died without detaching
            Console.WriteLine($"{left.Kind} {left.Name}, of process {left.ProcessId}");
        // end example
        Assert.DoesNotContain($"process {Environment.ProcessId}\n", Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_is_read()
    {
        // example: BpfObjectSpec.Open
        var spec = BpfObjectSpec.Open("counter.bpf.o");        // what is in the file; knows no kernel
        foreach (BpfProgramSpec program in spec.Programs) Console.WriteLine($"{program.SectionName}: {program.Name}");
        using var counting = BpfObject.Open(spec);             // any number of objects from one spec
        // end example
        Assert.Equal("cgroup_skb/ingress: count_ingress\ncgroup_skb/egress: count_egress\n", Printed);
    }

    [Fact]
    public void The_kernels_types_are_searched()
    {
        // example: BtfSpec.Parse
        BtfSpec kernel = BtfSpec.Parse(File.ReadAllBytes("/sys/kernel/btf/vmlinux"));
        if (kernel.TryFind("task_struct", BtfKind.Struct, out BtfType task))
            Console.WriteLine($"{task.Size} bytes, {task.Members.Count} members");
        // end example
        Assert.EndsWith($" bytes, {task.Members.Count} members\n", Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_is_relocated_for_another_kernel()
    {
        // example: BpfObjectSpec.Relocate
        var spec = BpfObjectSpec.Open("core.bpf.o");
        BtfSpec other = BtfSpec.Parse(File.ReadAllBytes("/sys/kernel/btf/vmlinux")); // or of a kernel that is not running
        foreach (BpfRelocatedProgram program in spec.Relocate(other))
            Console.WriteLine($"{program.Spec.Name}: {program.Instructions.Length} instructions");
        // end example
        Assert.Contains("plain_offset: 2 instructions\n", Printed, StringComparison.Ordinal);
    }
}
