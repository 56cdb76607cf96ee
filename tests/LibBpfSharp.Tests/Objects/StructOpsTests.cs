using LibBpfSharp.Btf;
using LibBpfSharp.Loading;
using LibBpfSharp.Loading.StructOps;

namespace LibBpfSharp.Tests.Objects;

public sealed class StructOpsTests
{
    private readonly BpfObject _object = BpfObject.Open(Specs.Open("struct_ops"));

    [Fact]
    public void Shows_what_the_object_sets()
    {
        StructOpsValue linked = Ops("linked");
        Assert.Equal("tcp_congestion_ops___lbs", linked.TypeName);
        Assert.Equal(["flags", "init", "ssthresh", "release", "name"], linked.Members);
        Assert.Equal(7u, linked.Get<uint>("flags"));
        Assert.Equal("lbs_linked\0\0\0\0\0\0"u8, linked.GetBytes("name"));
        Assert.Same(_object.Programs["lbs_ssthresh"], linked.GetProgram("ssthresh"));
        Assert.Null(linked.GetProgram("init"));
    }

    [Fact]
    public void Sets_data_of_one_map_alone()
    {
        StructOpsValue linked = Ops("linked");
        linked.Set("flags", 9u);
        linked.SetBytes("name", "short"u8);
        Assert.Equal(9u, linked.Get<uint>("flags"));
        Assert.Equal("short\0\0\0\0\0\0\0\0\0\0\0"u8, linked.GetBytes("name"));
        Assert.Equal(0u, Ops("plain").Get<uint>("flags"));
        Assert.Equal(7, _object.Maps["linked"].Spec!.InitialImage.Span[0]);
    }

    [Fact]
    public void Refuses_what_does_not_fit_the_member()
    {
        StructOpsValue linked = Ops("linked");
        Assert.Contains("4 bytes", Assert.Throws<ArgumentException>(() => linked.Set("flags", 1UL)).Message);
        Assert.Contains("Int", Assert.Throws<ArgumentException>(() => linked.Set("flags", 1f)).Message);
        Assert.Contains("SetProgram", Assert.Throws<ArgumentException>(() => linked.Set("init", 1UL)).Message);
        Assert.Contains("16 bytes", Assert.Throws<ArgumentException>(() => linked.SetBytes("name", new byte[17])).Message);
        Assert.Contains("no function pointer", Assert.Throws<ArgumentException>(() => linked.SetProgram("flags", null)).Message);
        Assert.Contains("ssthresh", Assert.Throws<KeyNotFoundException>(() => linked.GetBytes("sstresh")).Message);
    }

    [Fact]
    public void Refuses_programs_of_other_objects_and_types()
    {
        using BpfObject other = BpfObject.Open(Specs.Open("struct_ops"));
        Assert.Contains("not of object", Assert.Throws<ArgumentException>(() => Ops("linked").SetProgram("init", other.Programs["lbs_init"])).Message);
        _object.Programs["lbs_init"].Type = BpfProgramType.SocketFilter;
        Assert.Contains("SocketFilter", Assert.Throws<ArgumentException>(() => Ops("linked").SetProgram("init", _object.Programs["lbs_init"])).Message);
    }

    [Fact]
    public void Other_maps_have_no_members()
    {
        using BpfObject other = BpfObject.Open(Specs.Open("counter"));
        Assert.All(other.Maps, map => Assert.Null(map.StructOps));
        Assert.All(other.Maps, map => Assert.False(map.AutoAttach));
        Assert.Contains("struct_ops", Assert.Throws<ArgumentException>(() => other.Maps["counters"].AutoAttach = true).Message);
    }

    [Fact]
    public void Operations_and_programs_attach_with_their_object_unless_taken_out()
    {
        Assert.All(_object.Programs, program => Assert.True(program.AutoAttach));
        BpfMap linked = _object.Maps["linked"];
        Assert.True(linked.AutoAttach);
        linked.AutoAttach = false;
        Assert.False(linked.AutoAttach);
    }

    [Fact]
    public void The_kernels_layout_holds_what_was_set()
    {
        StructOpsValue linked = Ops("linked");
        linked.Set("flags", 5u);
        linked.SetProgram("ssthresh", _object.Programs["lbs_ssthresh_other"]);
        StructOpsPlan plan = Resolver().Resolve(_object.Maps["linked"].Spec!, _object.Maps["linked"].Image.Span, linked.FunctionsByMember());
        Assert.Equal(5u, BitConverter.ToUInt32(plan.Value, 8 + 8));
        Assert.Equal([new StructOpsSlot(8, _object.Programs["lbs_ssthresh_other"].Spec!.Function.Index)], plan.Slots);
    }

    [Fact]
    public void A_program_of_a_member_the_kernel_lacks_can_be_taken_out()
    {
        BpfMap plain = _object.Maps["plain"];
        Assert.Contains("init", Assert.Throws<BpfRelocationException>(() => Resolver().Resolve(plain.Spec!, plain.Image.Span, Ops("plain").FunctionsByMember())).Message);
        Ops("plain").SetProgram("init", null);
        Assert.Single(Resolver().Resolve(plain.Spec!, plain.Image.Span, Ops("plain").FunctionsByMember()).Slots);
    }

    [Theory]
    [InlineData(false, false, true, false)]
    [InlineData(true, false, false, true)]
    [InlineData(true, true, true, true)]
    public void What_maps_refer_to_is_loaded_and_what_was_replaced_is_not(bool replace, bool keepPlain, bool loadsOriginal, bool loadsOther)
    {
        _object.Maps["plain"].AutoCreate = keepPlain;
        if (replace) Ops("linked").SetProgram("ssthresh", _object.Programs["lbs_ssthresh_other"]);
        LoadPlan plan = _object.Plan();
        StructOpsUse.Apply(plan, new Dictionary<int, StructOpsMember>());
        Assert.Equal(loadsOriginal, Loads(plan, "lbs_ssthresh"));
        Assert.Equal(loadsOther, Loads(plan, "lbs_ssthresh_other"));
        Assert.Equal(keepPlain, Loads(plan, "lbs_init"));
    }

    private StructOpsValue Ops(string map) => _object.Maps[map].StructOps!;

    private StructOpsResolver Resolver() => new(_object.Spec, new DescribedKernel(KernelTypes(), new BpfRelocationOptions()));

    private static bool Loads(LoadPlan plan, string name) => plan.Programs.Single(program => program.Spec.Name == name).AutoLoad;

    /// <summary>A kernel whose struct has the members in another order, and no init.</summary>
    private static BtfSpec KernelTypes()
    {
        BtfBuilder types = BtfBuilder.Create();
        uint number = types.AddInt("unsigned int", 4);
        uint letter = types.AddInt("char", 1);
        uint name = types.AddArray(letter, number, 16);
        uint function = types.AddPtr(types.AddFuncProto(0));
        uint ops = types.AddStruct("tcp_congestion_ops", 32);
        types.AddMember("ssthresh", function, 0);
        types.AddMember("flags", number, 64);
        types.AddMember("name", name, 96);
        types.AddStruct("bpf_struct_ops_tcp_congestion_ops", 48);
        types.AddMember("data", ops, 64);
        return types.Build();
    }
}
