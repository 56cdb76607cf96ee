using System.Diagnostics;
using System.Globalization;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>The program <c>native-shim/hook-peer.c</c>, which does with libbpf what the tests do without.</summary>
internal sealed class HookPeer
{
    private const string Name = "hook-peer";

    private readonly string _path;

    private HookPeer(string path) => _path = path;

    /// <summary>The program, if it is on the search path: only scripts/kernel-matrix.sh builds it.</summary>
    public static HookPeer? Find()
        => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists) is { } path
            ? new HookPeer(path)
            : null;

    public HookPeerAnswer Ask(string objectPath, string program, string[] way)
    {
        ProcessStartInfo start = new(_path, [objectPath, program, .. way]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var peer = Process.Start(start)!;
        Task<string> complaints = peer.StandardError.ReadToEndAsync();
        string[] words = peer.StandardOutput.ReadToEnd().Trim().Split(' ');
        peer.WaitForExit();
        TestContext.Current.TestOutputHelper?.WriteLine($"libbpf, {string.Join(' ', way)}: {string.Join(' ', words)}\n{complaints.Result}");
        Assert.Equal(0, peer.ExitCode);
        return words is [string step, string errno] ? new HookPeerAnswer(step, (Errno)int.Parse(errno, CultureInfo.InvariantCulture)) : new HookPeerAnswer(null, Errno.None);
    }
}
