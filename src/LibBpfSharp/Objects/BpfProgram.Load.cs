using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    private BpfProgram(BpfProgramOptions options, ProgramPlan loaded)
    {
        Name = options.Name;
        SectionName = string.Empty;
        _type = loaded.Type;
        _flags = loaded.Flags;
        _interface = loaded.Interface;
        _logLevel = loaded.LogLevel;
        _attachTarget = loaded.AttachTarget;
        _attachProgram = options.AttachProgram;
        SetLoaded(loaded);
    }

    /// <summary>Loads a program that belongs to no object.</summary>
    /// <param name="code">What <see cref="BpfAssembler.Assemble"/> made.</param>
    /// <param name="options">How it is loaded, and the maps it names.</param>
    /// <returns>The program, the caller's to dispose. It keeps its maps in the kernel.</returns>
    /// <exception cref="ArgumentException">There are no instructions, or a map the code names is not given.</exception>
    /// <exception cref="BpfVerifierException">The verifier rejects the program.</exception>
    /// <exception cref="BpfPermissionException">The process may not load.</exception>
    /// <exception cref="BpfException">The kernel refuses for another reason, or the attach target is not there.</exception>
    /// <example>
    /// <code>
    /// BpfCode code = new BpfAssembler()
    ///     .Move(BpfRegister.R0, 1)                           // 1: let the packet pass
    ///     .Exit()
    ///     .Assemble();
    /// using BpfProgram allow = BpfProgram.Load(code, new() { Name = "allow", Type = BpfProgramType.CgroupSkb });
    /// </code>
    /// </example>
    public static BpfProgram Load(BpfCode code, BpfProgramOptions options) => Load(code, options, Kernel.Running);

    /// <summary>Loads a program that belongs to no object, from instructions that need nothing put in.</summary>
    /// <param name="instructions">The instructions; descriptors in them must be open.</param>
    /// <param name="options">How it is loaded.</param>
    /// <inheritdoc cref="Load(BpfCode, BpfProgramOptions)"/>
    public static BpfProgram Load(ReadOnlyMemory<BpfInstruction> instructions, BpfProgramOptions options) => Load(new BpfCode(instructions, []), options);

    /// <summary>Opens a program by its id, whoever loaded it (4.13).</summary>
    /// <param name="id">The id, as <see cref="BpfProgramInfo.Id"/> tells it.</param>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such program (ENOENT), or the kernel refuses.</exception>
    public static BpfProgram OpenById(uint id) => OfHandle(ObjectIds.OpenProgram(Kernel.Running, id), null);

    /// <summary>Makes the program keep a map it does not use in the kernel, where tools look for it (<c>BPF_PROG_BIND_MAP</c>, 5.10).</summary>
    /// <exception cref="InvalidOperationException">The program is not loaded, or the map is not in the kernel.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Bind(BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        Errno errno = Handle.ProgramBindMap(map.Handle).ToErrno();
        if (errno == Errno.None) return;
        throw errno == Errno.EINVAL
            ? new BpfNotSupportedException("Binding of maps to programs (BPF_PROG_BIND_MAP)", new Version(5, 10), errno, BpfCommand.ProgBindMap, Name)
            : new BpfException($"Map '{map.Name}' cannot be bound to program '{Name}': {errno.Describe()}.", errno, BpfCommand.ProgBindMap, Name);
    }

    internal static BpfProgram Load(BpfCode code, BpfProgramOptions options, Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(options);
        return new(options, SingleProgramLoader.Load(code, options, kernel));
    }
}
