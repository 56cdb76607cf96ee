using LibBpfSharp.Instructions;
using LibBpfSharp.Loading;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    private ReadOnlyMemory<BpfInstruction>? _replacement;
    private LinkedProgram? _loaded;
    private ProgramPlan? _prepared;

    /// <summary>
    /// The instructions: as compiled until <see cref="BpfObject.Prepare"/>, then as they go to the kernel, relocated and with sub-programs
    /// behind them. What is set goes to the kernel as it is; function and line information is kept only for as many instructions as before.
    /// </summary>
    /// <remarks>Between <see cref="BpfObject.Prepare"/> and <see cref="BpfObject.Load"/> the maps are there, so their descriptors can be set too.</remarks>
    /// <exception cref="ArgumentException">Set to none.</exception>
    /// <exception cref="InvalidOperationException">Set after the load, or on a program the load leaves out; or there is no object.</exception>
    /// <exception cref="ObjectDisposedException">Set when the object is disposed.</exception>
    public ReadOnlyMemory<BpfInstruction> Instructions
    {
        get => Linked?.Instructions ?? _replacement
            ?? Spec?.Instructions ?? throw new InvalidOperationException($"Program '{Name}' comes from no object; {nameof(ReadTranslatedInstructions)} has what the kernel made of it.");
        set
        {
            if (value.IsEmpty) throw new ArgumentException($"Program '{Name}' needs instructions.", nameof(value));
            if (_owner?.State is BpfObjectState.Prepared)
            {
                Prepared.Linked = Prepared.Linked!.With(value.ToArray());
                return;
            }

            Configure(nameof(Instructions), ref _replacement, value.ToArray());
        }
    }

    /// <summary>The instructions as the kernel rewrote them after verification (what bpftool calls <c>xlated</c>), asked of it anew each time.</summary>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfPermissionException">The caller may not see them: that takes CAP_PERFMON (CAP_SYS_ADMIN before 5.8), and <c>kernel.kptr_restrict</c> to allow it.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public BpfInstruction[] ReadTranslatedInstructions() => BpfProgramInfo.ReadInstructions(Handle);

    private ProgramPlan Prepared => _prepared switch
    {
        { Linked: not null } plan => plan,
        { } => throw new InvalidOperationException($"Program '{Name}' was not prepared: {nameof(AutoLoad)} is off for it."),
        null => throw new InvalidOperationException($"Program '{Name}' is not prepared: its object is {_owner?.State.ToString() ?? "none"}."),
    };

    /// <param name="plan">What came of it; <c>null</c> after a load that failed later on.</param>
    internal void SetPrepared(ProgramPlan? plan) => _prepared = plan;
}
