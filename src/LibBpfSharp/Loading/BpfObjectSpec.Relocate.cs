using LibBpfSharp.Btf;
using LibBpfSharp.Loading;

namespace LibBpfSharp.Spec;

public sealed partial class BpfObjectSpec
{
    /// <summary>
    /// Relocates programs against the types of a kernel that need not be the one below: CO-RE, externs, sub-programs and struct_ops as a load
    /// would do them. Makes no system call and needs no privilege.
    /// </summary>
    /// <param name="kernelTypes">The kernel's types, as in its <c>/sys/kernel/btf/vmlinux</c>.</param>
    /// <param name="options">What else is known of that kernel.</param>
    /// <returns>The programs, in the object's order.</returns>
    /// <exception cref="BpfRelocationException">A relocation cannot be applied, or a strong extern is not in that kernel.</exception>
    /// <example>
    /// <code>
    /// var spec = BpfObjectSpec.Open("core.bpf.o");
    /// BtfSpec other = BtfSpec.Parse(File.ReadAllBytes("/sys/kernel/btf/vmlinux")); // or of a kernel that is not running
    /// foreach (BpfRelocatedProgram program in spec.Relocate(other))
    ///     Console.WriteLine($"{program.Spec.Name}: {program.Instructions.Length} instructions");
    /// </code>
    /// </example>
    public IReadOnlyList<BpfRelocatedProgram> Relocate(BtfSpec kernelTypes, BpfRelocationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(kernelTypes);
        options ??= new BpfRelocationOptions();
        Predicate<BpfProgramSpec> isWanted = options.Programs ?? (program => program.AutoLoad);
        BpfProgramSpec[] wanted = [.. Programs.Where(program => isWanted(program))];
        int[] descriptors = [.. Maps.Select(map => map.AutoCreate ? 0 : -1)];

        ObjectRelocator relocator = new(this, new DescribedKernel(kernelTypes, options));
        relocator.ResolveExterns(options.KernelConfig);
        relocator.ResolveStructOps();
        LinkedProgram[] linked = relocator.Link(wanted);
        DataPatcher patcher = new(this, descriptors, relocator.Externs.Values);
        foreach (LinkedProgram program in linked) patcher.Patch(program, static (_, _) => 0);
        return [.. linked.Select((program, i) => new BpfRelocatedProgram(wanted[i], program.Instructions))];
    }
}
