using Information = System.IO.FileInfo;

namespace LibBpfSharp.Tests.Seam;

/// <summary>Code that goes around the seam in each way that C# has to write it; it is compiled, and never runs.</summary>
internal static class WaysAround
{
    public static IReadOnlyList<string> Seen { get; } =
    [
        "System.IO.File.ReadAllText", "System.IO.File.Exists", "System.IO.FileSystemInfo.get_LinkTarget", "System.IO.FileStream..ctor", "System.IO.StreamReader..ctor",
        "System.IO.Directory.EnumerateFiles", "System.Environment.get_MachineName", "System.Diagnostics.Process.GetProcessById", "System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces",
    ];

    public static IEnumerable<object?> Go(string path)
    {
        Func<string, string> inALambda = static file => File.ReadAllText(file);
        yield return inALambda(path);
        yield return new[] { path }.Where(File.Exists).ToArray();
        yield return new Information(path).LinkTarget;
        using FileStream targetTyped = new(path, FileMode.Open);
        yield return targetTyped;
        using StreamReader onAPath = new(path);
        yield return onAPath;
        using StreamReader onAStream = new(targetTyped);
        yield return onAStream;
        foreach (string file in Directory.EnumerateFiles(path)) yield return file;
        yield return Environment.MachineName;
        yield return System.Diagnostics.Process.GetProcessById(1);
        yield return System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces();
    }
}
