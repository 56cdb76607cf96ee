using System.Globalization;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program of a cgroup in which a child process does something.</summary>
/// <param name="act">What the child does, one of <see cref="Children.HookActor"/>'s.</param>
/// <param name="attachType">The hook, where the section names none.</param>
internal sealed class CgroupHook(string act, BpfAttachType? attachType = null) : Hook
{
    public override string Fixture => "hooks_cgroup";

    public override void Attach(HookScene scene) => scene.Keep(scene.Program.AttachCgroup(scene.Cgroup, new() { AttachType = attachType ?? scene.AttachType }));

    public override void Trigger(HookScene scene) => scene.Act(act);

    public override string[] Peer(HookScene scene)
        => attachType is { } type ? ["cgroup-hook", scene.Cgroup, ((int)type).ToString(CultureInfo.InvariantCulture)] : ["cgroup", scene.Cgroup];
}
