using System.Globalization;
using System.Text.Json;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>The kernel's own tool must see what this library reports.</summary>
public sealed class BpfToolAgreementTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _program = TestProgram.Allow();

    public BpfToolAgreementTests() => _cgroup = Cgroup.Open(_directory.Path);

    public void Dispose()
    {
        _program.Dispose();
        _cgroup.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Sees_programs_of_the_cgroup()
    {
        Requires.Kernel(6, 0, "the flags of each program, without which bpftool lists none");
        using BpfProgram other = TestProgram.Allow();
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        using CgroupAttachment legacy = _cgroup.AttachLegacy(other, Egress);
        JsonElement list = BpfTool.Run("cgroup", "show", _directory.Path);
        Assert.Equal(_cgroup.Query(Egress).Ids, list.EnumerateArray().Select(IdOf));
        Assert.All(list.EnumerateArray(), entry => Assert.Contains("egress", entry.GetProperty("attach_type").GetString(), StringComparison.Ordinal));
        Assert.Equal("multi", list[0].GetProperty("attach_flags").GetString());

        link.Detach();
        legacy.Detach();
        Assert.Equal(0, BpfTool.Run("cgroup", "show", _directory.Path) is { ValueKind: JsonValueKind.Array } empty ? empty.GetArrayLength() : 0);
    }

    [Fact]
    public void Sees_the_link()
    {
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        JsonElement seen = BpfTool.Run("link", "show", "id", link.Id.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(link.Id, IdOf(seen));
        Assert.Equal("cgroup", seen.GetProperty("type").GetString());
        Assert.Equal(link.ProgramId, seen.GetProperty("prog_id").GetUInt32());
        Assert.Equal(link.CgroupId, seen.GetProperty("cgroup_id").GetUInt64());
    }

    [Fact]
    public void Sees_the_program()
    {
        JsonElement seen = BpfTool.Run("prog", "show", "id", TestProgram.IdOf(_program).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(TestProgram.IdOf(_program), IdOf(seen));
        Assert.Equal("cgroup_skb", seen.GetProperty("type").GetString());
    }

    private static uint IdOf(JsonElement element) => element.GetProperty("id").GetUInt32();
}
