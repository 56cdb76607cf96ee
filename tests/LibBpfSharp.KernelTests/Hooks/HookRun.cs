using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.TestSupport;
using LibBpfSharp.TestSupport.Hooks;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>Takes one kind of section through load, attachment and run on the running kernel.</summary>
internal static class HookRun
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <param name="section">The section.</param>
    /// <param name="hook">Its hook.</param>
    /// <param name="actor">Who acts inside cgroups.</param>
    /// <param name="again">How the loaded program is opened again before it is attached; <c>null</c> to attach that of the object.</param>
    public static HookRecord Of(BpfSectionDefinition section, Hook hook, ChildProcess actor, Func<BpfProgram, BpfProgram>? again = null)
    {
        try
        {
            using HookScene scene = new(hook, HookTable.ProgramOf(section), actor);
            hook.Prepare(scene);
            return Refusal("load", scene.Object.Load) is { } unloaded ? Refused(section, "load", unloaded, hook, scene)
                : Refusal("attach", () => Attach(hook, scene, again)) is { } unattached ? Refused(section, "attach", unattached, hook, scene)
                : Fire(section, hook, scene);
        }
        catch (Exception failure)
        {
            return Failed(section, failure.ToString());
        }
    }

    private static void Attach(Hook hook, HookScene scene, Func<BpfProgram, BpfProgram>? again)
    {
        if (again is not null) scene.Reopen(again);
        hook.Attach(scene);
    }

    private static BpfException? Refusal(string step, Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (BpfException refused)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{step}: {refused.Message}");
            return refused;
        }
    }

    private static HookRecord Fire(BpfSectionDefinition section, Hook hook, HookScene scene)
    {
        ulong before = scene.Hits;
        return Patience.Until(() => { hook.Trigger(scene); return scene.Hits > before; }, s_patience)
            ? new HookRecord(section.Pattern, HookOutcome.Fired)
            : Failed(section, "the program is attached and never ran");
    }

    /// <summary>A refusal counts only where an errno shows that it is the kernel's, and libbpf does not succeed in the same place.</summary>
    private static HookRecord Refused(BpfSectionDefinition section, string step, BpfException refusal, Hook hook, HookScene scene)
    {
        if (refusal.Errno == Errno.None) return Failed(section, $"{step}: {refusal.Message}");
        HookRecord refused = new(section.Pattern, HookOutcome.Refused, $"{step} {refusal.Errno}");
        if (HookPeer.Find() is not { } peer) return refused;

        string[] way = hook.Peer(scene);
        HookPeerAnswer answer = peer.Ask(scene.ObjectPath, HookTable.ProgramOf(section), way);
        if (answer.Step == step) return refused with { Confirmation = $"{answer.Step} {answer.Errno}" };
        return answer.Step is null && way is ["load"] && step == "attach"
            ? refused with { Confirmation = "has no such call" }
            : Failed(section, $"{step} gave {refusal.Errno}, but libbpf {answer}: {refusal.Message}");
    }

    private static HookRecord Failed(BpfSectionDefinition section, string reason) => new(section.Pattern, HookOutcome.Failed, reason);
}
