namespace LibBpfSharp.KernelTests.Children;

/// <summary>Opens a pinned link, tells the id of its program, detaches it and removes the pin.</summary>
internal static class PinTakeover
{
    public static void Play(string[] arguments)
    {
        using CgroupLink link = CgroupLink.OpenPinned(arguments[0]);
        Console.WriteLine(link.ProgramId);
        link.Detach();
        link.Unpin();
    }
}
