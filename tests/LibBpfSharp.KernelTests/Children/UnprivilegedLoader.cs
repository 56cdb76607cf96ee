namespace LibBpfSharp.KernelTests.Children;

/// <summary>Loads an object it is given on its input, in base 64, with programs of it that do not load by themselves, and prints what came of it in one line.</summary>
internal static class UnprivilegedLoader
{
    public static void Play(string[] arguments)
    {
        byte[] image = Convert.FromBase64String(ChildRoles.Await()!);
        try
        {
            using BpfObject bpf = BpfObject.Open(image, arguments[0]);
            foreach (string program in arguments[1..]) bpf.Programs[program].AutoLoad = true;
            bpf.Load();
            Console.WriteLine("loaded");
        }
        catch (BpfPermissionException e)
        {
            Console.WriteLine($"{e.Errno} {e.Reason} {e.MissingCapability}");
        }
    }
}
