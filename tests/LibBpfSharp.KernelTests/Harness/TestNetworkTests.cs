using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Harness;

public sealed class TestNetworkTests
{
    public TestNetworkTests() => Requires.Root();

    [Fact]
    public void What_is_sent_at_one_end_arrives_at_the_other_and_nothing_stays()
    {
        string home = Namespace();
        using (TestNetwork network = TestNetwork.Enter())
        {
            Assert.NotEqual(home, Namespace());
            long before = ReceivedBy(network.Right);
            network.SendDatagram();
            Eventually.True(() => ReceivedBy(network.Right) > before);
        }

        Assert.Equal(home, Namespace());
    }

    private static string Namespace() => new FileInfo("/proc/thread-self/ns/net").LinkTarget!;

    private static long ReceivedBy(TestInterface device)
    {
        string line = File.ReadLines("/proc/thread-self/net/dev").Single(line => line.TrimStart().StartsWith(device.Name + ":", StringComparison.Ordinal));
        return long.Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
