using System.Net;
using System.Net.Sockets;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>Every section of a cgroup, by section and cgroup alone; and LSM hooks, which many programs of one list are at.</summary>
public sealed class CgroupSectionTests : IDisposable
{
    private readonly TestCgroup _cgroup = TestCgroup.Create();

    /// <summary>The names of the fixture's programs, one for each section.</summary>
    public static TheoryData<string> Programs => [.. BpfObjectSpec.Open(BpfFixtures.Path("hooks_cgroup")).Programs.Select(program => program.Name)];

    public void Dispose() => _cgroup.Dispose();

    [Fact]
    public void The_sections_lead_to_all_29_attach_types()
    {
        IEnumerable<BpfAttachType?> types = BpfObjectSpec.Open(BpfFixtures.Path("hooks_cgroup")).Programs.Select(program => program.ExpectedAttachType);
        Assert.Equal(29, types.OfType<BpfAttachType>().Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_is_attached_by_its_section_and_a_cgroup(string name)
    {
        using BpfObject bpf = Load("hooks_cgroup", name);
        BpfProgram program = bpf.Programs[name];
        BpfAttachType type = program.ExpectedAttachType ?? BpfAttachType.CgroupInetIngress;
        BpfAttachOptions options = new() { Cgroup = _cgroup.Path };
        if (program.ExpectedAttachType is null)
        {
            BpfAttachException unnamed = Assert.Throws<BpfAttachException>(() => program.Attach(options));
            Assert.Contains(nameof(BpfAttachOptions.AttachType), unnamed.Message, StringComparison.Ordinal);
            options = options with { AttachType = type };
        }

        using var cgroup = Cgroup.Open(_cgroup.Path);
        using (IBpfAttachment attachment = program.Attach(options))
        {
            Assert.Equal([program.Info.Id], cgroup.Query(type).Ids);
            Assert.Equal(program.Info.Id, attachment.ProgramId);
        }

        Assert.Empty(cgroup.Query(type).Ids);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_program_at_an_lsm_hook_decides_for_its_cgroup_alone(bool legacy)
    {
        RequireLsm();
        using BpfObject bpf = Load("lsm_cgroup", "refuse_bind");
        BpfProgram program = bpf.Programs["refuse_bind"];
        using var cgroup = Cgroup.Open(_cgroup.Path);
        using (IBpfAttachment attachment = legacy ? program.AttachCgroupLegacy(cgroup) : program.AttachCgroup(cgroup))
        {
            uint id = Assert.Single(cgroup.Query(BpfAttachType.LsmCgroup).Ids);
            using BpfProgram found = KernelObjects.OpenProgram(id);
            uint hook = found.Info.AttachBtfId;
            Assert.Equal("bpf_lsm_socket_bind", KernelBtf.Of(found.Handle.Kernel).Types.GetType(hook).Name);

            Assert.Equal(SocketError.Success, Bind());
            Assert.Equal(SocketError.AccessDenied, In(_cgroup.Path, Bind));
            Assert.True(bpf.Variables["asked"].Get<ulong>() > 0);
        }

        Assert.Equal(SocketError.Success, In(_cgroup.Path, Bind));
        Assert.Empty(cgroup.Query(BpfAttachType.LsmCgroup).Ids);
    }

    [Fact]
    public void Programs_at_several_lsm_hooks_are_one_list()
    {
        RequireLsm();
        using BpfObject bpf = Load("lsm_cgroup", "refuse_bind", "see_listen");
        using var cgroup = Cgroup.Open(_cgroup.Path);
        bpf.AttachAll(new() { Defaults = new() { Cgroup = cgroup } });
        Assert.Equal(bpf.Programs.Select(program => program.Info.Id).Order(), cgroup.Query(BpfAttachType.LsmCgroup).Ids.Order());
    }

    private static void RequireLsm()
    {
        const string List = "/sys/kernel/security/lsm";
        Assert.SkipWhen(File.Exists(List) && !File.ReadAllText(List).Contains("bpf", StringComparison.Ordinal), "needs the kernel's BPF LSM, which is not among those that are on");
    }

    private static SocketError Bind()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return SocketError.Success;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }

    // The hook counts the cgroup that the socket was made in, which is this process's.
    private static SocketError In(string cgroup, Func<SocketError> act)
    {
        using var home = Cgroup.OpenCurrent();
        string me = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(cgroup, "cgroup.procs"), me);
        try
        {
            return act();
        }
        finally
        {
            File.WriteAllText(Path.Combine(home.Path, "cgroup.procs"), me);
        }
    }

    private static BpfObject Load(string fixture, params string[] names)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path(fixture));
        foreach (BpfProgram program in bpf.Programs)
        {
            program.AutoLoad = names.Contains(program.Name);
            if (program.AutoLoad && program.ExpectedAttachType is { } type)
                Assert.SkipWhen(AttachTypeLookup.IsUnknown(Interop.Kernel.Running, type), $"needs what this kernel lacks: attach type {type}");
        }

        try
        {
            Requires.NotRefused(bpf.Load);
            return bpf;
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }
}
