using System.Diagnostics;
using System.Globalization;

namespace LibBpfSharp.Benchmarks;

/// <summary>libbpf's side of a benchmark: a process that does one round for each line it is sent.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    public Peer(string path, IEnumerable<string> arguments) => _process = Process.Start(new ProcessStartInfo(path, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Asks for a round.</summary>
    /// <param name="request">What to do, of a peer that can do several things.</param>
    /// <returns>The numbers of its answer.</returns>
    public double[] Ask(string request = "")
    {
        _process.StandardInput.WriteLine(request);
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("libbpf's side ended.");
        return [.. answer.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
