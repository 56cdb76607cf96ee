namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    private BpfProgramType _type;
    private BpfAttachType? _expectedAttachType;
    private bool _autoLoad;
    private BpfProgramFlags _flags;
    private BpfInterface? _interface;
    private BpfLogLevel _logLevel;
    private string? _attachTarget;
    private BpfProgram? _attachProgram;

    /// <summary>The program type: from the section's name, unless set before the load.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfProgramType Type
    {
        get => _type;
        set => Configure(nameof(Type), ref _type, value);
    }

    /// <summary>The attach type the program is verified for: from the section's name, unless set before the load; <c>null</c> where none is meant.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfAttachType? ExpectedAttachType
    {
        get => _expectedAttachType;
        set => Configure(nameof(ExpectedAttachType), ref _expectedAttachType, value);
    }

    /// <summary>Whether <see cref="BpfObject.Load"/> loads this program; false for <c>SEC("?…")</c> unless set.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public bool AutoLoad
    {
        get => _autoLoad;
        set => Configure(nameof(AutoLoad), ref _autoLoad, value);
    }

    /// <summary>Whether the program is attached when everything of its object is; set whenever one likes. On unless set; programs that are not loaded never are.</summary>
    public bool AutoAttach { get; set; } = true;

    /// <summary>Load flags in addition to those the section's name implies (sleepable, XDP with several buffers).</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfProgramFlags Flags
    {
        get => _flags;
        set => Configure(nameof(Flags), ref _flags, value);
    }

    /// <summary>
    /// The network device the program is offloaded to (4.16), or, with <see cref="BpfProgramFlags.XdpDevBoundOnly"/>, bound to (6.3), looked up at the
    /// load; <c>null</c> for none.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfInterface? Interface
    {
        get => _interface;
        set => Configure(nameof(Interface), ref _interface, value);
    }

    /// <summary>What the verifier writes into <see cref="Log"/>. A rejected program is explained in any case.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    /// <example>
    /// <code>
    /// using var counting = BpfObject.Open("counter.bpf.o");
    /// BpfProgram program = counting.Programs["count_egress"];
    /// program.LogLevel = BpfLogLevel.Stats;                  // also where the program is accepted
    /// counting.Load();
    /// foreach (string line in program.Log.GetLastLines(3)) Console.WriteLine(line);
    /// </code>
    /// </example>
    public BpfLogLevel LogLevel
    {
        get => _logLevel;
        set => Configure(nameof(LogLevel), ref _logLevel, value);
    }

    /// <summary>
    /// What the program is verified to be attached to: a kernel function, LSM hook, tracepoint, iterator, or a function of <see cref="AttachProgram"/>;
    /// <c>module:function</c> for one of a module. The text behind the section's first slash unless set; only types that attach by BTF look at it.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public string? AttachTarget
    {
        get => _attachTarget ?? Spec?.AttachTarget;
        set => Configure(nameof(AttachTarget), ref _attachTarget, value);
    }

    /// <summary>The loaded program whose function <see cref="AttachTarget"/> names, for freplace, fentry and fexit on BPF programs; <c>null</c> for the kernel's.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfProgram? AttachProgram
    {
        get => _attachProgram;
        set => Configure(nameof(AttachProgram), ref _attachProgram, value);
    }

    private void Configure<T>(string member, ref T field, T value)
    {
        Phase.CheckConfigurable(_owner, $"{nameof(BpfProgram)}.{member}", Name);
        field = value;
    }
}
