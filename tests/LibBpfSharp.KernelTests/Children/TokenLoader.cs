using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>In user and mount namespaces of its own, with no capability outside: loads an object without a token and with one.</summary>
internal static class TokenLoader
{
    public static void Play(string[] arguments)
    {
        int context = Delegation.Begin();
        Console.WriteLine(context);
        ChildRoles.Await();
        string path = $"/proc/self/fd/{Delegation.Mount(context)}";
        Console.WriteLine(TryLoad(null));
        Console.WriteLine(TryLoad("/proc"));
        Console.WriteLine(TryLoad(path));
        ChildRoles.Await();
    }

    private static string TryLoad(string? token)
    {
        try
        {
            using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("counter"), new() { TokenPath = token });
            bpf.Load();
            return $"loaded {bpf.Programs.Count(program => program.IsLoaded)}";
        }
        catch (BpfException refusal)
        {
            return refusal.Errno.ToString();
        }
    }
}
