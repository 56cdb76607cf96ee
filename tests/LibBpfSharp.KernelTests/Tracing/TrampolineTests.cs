using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>Programs at kernel functions, LSM hooks and functions of other programs: they see what passes, and change it.</summary>
public sealed class TrampolineTests : IDisposable
{
    private readonly BpfObject _object;

    public TrampolineTests()
    {
        Requires.Root();
        _object = BpfObject.Open(BpfFixtures.Path("trampolines"));
    }

    public void Dispose() => _object.Dispose();

    [Theory]
    [InlineData("on_entry", 1ul)] // the argument the test run passes
    [InlineData("on_exit", 2ul)] // what the function returns for it
    public void A_function_is_seen_as_often_as_it_is_called(string name, ulong seen)
    {
        BpfProgram program = Load(name);
        TestRun.WithoutInput(program);
        Assert.Equal(0ul, Hits);
        using (TracingLink link = program.AttachTracing())
        {
            Assert.Equal(BpfLinkType.Tracing, link.Type);
            TestRun.WithoutInput(program);
            TestRun.WithoutInput(program);
        }

        Assert.Equal(2ul, Hits);
        Assert.Equal(seen, _object.Variables["result"].Get<ulong>());
        TestRun.WithoutInput(program);
        Assert.Equal(2ul, Hits);
    }

    [Fact]
    public void A_trampoline_passes_its_cookie()
    {
        Requires.Kernel(5, 19, "cookies of trampolines");
        BpfProgram program = Load("on_entry_with_cookie");
        using TracingLink link = program.AttachTracing(new() { Cookie = 0x1234_5678_9abc });
        TestRun.WithoutInput(program);
        Assert.Equal(0x1234_5678_9abcul, _object.Variables["cookie"].Get<ulong>());
    }

    [Theory]
    [InlineData("instead")]
    [InlineData("may_make")]
    public void What_a_program_refuses_is_refused_until_its_link_is_disposed(string name)
    {
        _object.Variables["only"].Set(Environment.ProcessId);
        BpfProgram program = Load(name);
        string folder = Path.Combine(Path.GetTempPath(), Owner.NewName());
        using (program.AttachTracing())
        {
            Assert.Throws<UnauthorizedAccessException>(() => Directory.CreateDirectory(folder));
            Assert.False(Directory.Exists(folder));
            Assert.True(Hits > 0);
        }

        Directory.CreateDirectory(folder);
        Directory.Delete(folder);
    }

    [Fact]
    public void A_function_of_another_program_is_replaced_and_given_back()
    {
        using BpfObject first = Replaceable(), second = Replaceable();
        BpfProgram replacement = _object.Programs["replacement"];
        replacement.AttachProgram = first.Programs["call"];
        Load("replacement");
        Assert.Equal(0u, TestRun.Once(first.Programs["call"]));

        using (replacement.AttachTracing())
        {
            Assert.Equal(7u, TestRun.Once(first.Programs["call"]));
            Assert.Equal(0u, TestRun.Once(second.Programs["call"]));
        }

        Assert.Equal(0u, TestRun.Once(first.Programs["call"]));
        using (replacement.AttachFreplace(first.Programs["call"], "replaceable")) Assert.Equal(7u, TestRun.Once(first.Programs["call"]));
        using (replacement.AttachFreplace(second.Programs["call"], "replaceable")) Assert.Equal(7u, TestRun.Once(second.Programs["call"]));
        Assert.Equal(0u, TestRun.Once(second.Programs["call"]));
        Assert.Equal(3ul, Hits);
    }

    [Fact]
    public void A_function_that_the_target_lacks_is_named()
    {
        using BpfObject other = Replaceable();
        _object.Programs["replacement"].AttachProgram = other.Programs["call"];
        BpfProgram replacement = Load("replacement");
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => replacement.AttachFreplace(other.Programs["call"], "replacable"));
        Assert.Equal(BpfAttachError.TargetNotFound, refused.Reason);
        Assert.Contains("replacable", refused.Message, StringComparison.Ordinal);
    }

    private ulong Hits => _object.Variables["hits"].Get<ulong>();

    private static BpfObject Replaceable()
    {
        var other = BpfObject.Open(BpfFixtures.Path("replaceable"));
        other.Load();
        return other;
    }

    private BpfProgram Load(string name)
    {
        foreach (BpfProgram program in _object.Programs) program.AutoLoad = program.Name == name;
        Requires.NotRefused(_object.Load);
        return _object.Programs[name];
    }
}
