namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    private BpfProgramType _type;
    private BpfAttachType? _expectedAttachType;
    private bool _autoLoad;
    private BpfProgramFlags _flags;
    private BpfLogLevel _logLevel;

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

    /// <summary>Load flags in addition to those the section's name implies (sleepable, XDP with several buffers).</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfProgramFlags Flags
    {
        get => _flags;
        set => Configure(nameof(Flags), ref _flags, value);
    }

    /// <summary>What the verifier writes into <see cref="Log"/>. A rejected program is explained in any case.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public BpfLogLevel LogLevel
    {
        get => _logLevel;
        set => Configure(nameof(LogLevel), ref _logLevel, value);
    }

    private void Configure<T>(string member, ref T field, T value)
    {
        Phase.CheckConfigurable(_owner, $"{nameof(BpfProgram)}.{member}", Name);
        field = value;
    }
}
