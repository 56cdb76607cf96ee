using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Examples;

public sealed class DeploymentExamples : Example
{
    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _files = TestBpfFs.Mount();

    protected override void Clean()
    {
        _files.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_deployment_is_opened()
    {
        string path = _files["web"];

        // example: BpfDeployment.Open
        using var deployment = BpfDeployment.Open(path);       // "/sys/fs/bpf/web"; settles what a crash has left
        Console.WriteLine(deployment.Current is { } running ? $"generation {running.Number} runs" : "nothing runs");
        // end example
        Assert.Equal("nothing runs\n", Printed);
    }

    [Fact]
    public void A_generation_takes_over_from_the_one_before()
    {
        string cgroup = _directory.Path;
        using var deployment = BpfDeployment.Open(_files["web"]);
        for (int start = 1; start <= 2; start++)
        {
            // example: BpfDeployment.Swap
            using var next = BpfObject.Open("generation.bpf.o"); // open and configured, not loaded
            BpfGeneration running = deployment.Swap(next, new()
            {
                Hooks = [BpfHook.CgroupLink("ingress", cgroup), BpfHook.CgroupLink("egress", cgroup)],
            });
            using BpfMap seen = running.OpenMap("seen");       // with all that earlier generations counted
            // end example
            Assert.Equal(start, running.Number);
        }
    }
}
