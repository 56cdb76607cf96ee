using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>The parts a child process can play. A role ends by itself or when its input ends.</summary>
internal static class ChildRoles
{
    private static readonly Dictionary<string, Action<string[]>> s_roles = new()
    {
        [nameof(LinkHolder)] = LinkHolder.Play,
        [nameof(Leftover)] = Leftover.Play,
        [nameof(LegacyAttacher)] = LegacyAttacher.Play,
        [nameof(PinTakeover)] = PinTakeover.Play,
        [nameof(WithoutNetAdmin)] = WithoutNetAdmin.Play,
        [nameof(UdpTraffic)] = UdpTraffic.Play,
        [nameof(NetworkHolder)] = NetworkHolder.Play,
        [nameof(BpfFsMounter)] = BpfFsMounter.Play,
        [nameof(UnprivilegedLoader)] = UnprivilegedLoader.Play,
        [nameof(EveryLinkHolder)] = EveryLinkHolder.Play,
        [nameof(ProbeLeaver)] = ProbeLeaver.Play,
        [nameof(TokenLoader)] = TokenLoader.Play,
        [nameof(PacketStorm)] = PacketStorm.Play,
        [nameof(ListingReader)] = ListingReader.Play,
        [nameof(HookActor)] = HookActor.Play,
        [nameof(LinkSender)] = LinkSender.Play,
        [nameof(LinkUser)] = LinkUser.Play,
        [nameof(Successor)] = Successor.Play,
        [nameof(NamespacedFinder)] = NamespacedFinder.Play,
        [nameof(FreshLoader)] = FreshLoader.Play,
        [nameof(Swapper)] = Swapper.Play,
    };

    /// <returns>The exit code: 0, or 1 after an exception, which is printed.</returns>
    public static int Play(string role, string[] arguments)
    {
        try
        {
            s_roles[role](arguments);
            return 0;
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine(failure);
            return 1;
        }
    }

    /// <summary>Waits until the test says something or closes this process's input.</summary>
    public static string? Await() => Console.In.ReadLine();
}
