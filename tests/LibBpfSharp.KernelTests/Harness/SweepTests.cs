using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Harness;

public sealed class SweepTests
{
    [Fact]
    public void Removes_what_a_killed_run_left_and_nothing_of_a_living_one()
    {
        using var living = TestCgroup.Create();
        using var livingMount = TestBpfFs.Mount();
        using var owner = ChildProcess.Start(nameof(Leftover));
        string cgroup = owner.ReadLine();
        string mount = owner.ReadLine();

        TestCgroup.Sweep();
        TestBpfFs.Sweep();
        Assert.True(Directory.Exists(cgroup));
        Assert.True(BpfFs.IsBpfFs(mount));

        owner.Kill();
        TestCgroup.Sweep();
        TestBpfFs.Sweep();
        Assert.False(Directory.Exists(cgroup));
        Assert.False(Directory.Exists(mount));
        Assert.True(Directory.Exists(living.Path));
        Assert.True(BpfFs.IsBpfFs(livingMount.Path));
    }
}
