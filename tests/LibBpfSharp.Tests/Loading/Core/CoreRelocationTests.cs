using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Loading.Core;

/// <summary>Every kind of CO-RE relocation of core.bpf.c against kernels made up for it.</summary>
public sealed class CoreRelocationTests
{
    private const int Poison = 0xbad2310;
    private static readonly BpfObjectSpec s_spec = BpfObjectSpec.Open(BpfFixtures.Path("core"));

    [Fact]
    public void A_field_that_moved_is_followed()
    {
        MadeUpKernel kernel = new();
        kernel.Struct("lbs_sample", 128, ("other", kernel.Long, 0, 0), ("plain", kernel.Int, 64 * 8, 0));
        Assert.Equal(64, Value("plain_offset", kernel));
        Assert.Equal(4, Value("plain_size", kernel));
        Assert.Equal(1, Value("plain_exists", kernel));
        Assert.Equal(1, Value("plain_signed", kernel));
        Assert.Equal(64, Value("flavour_offset", kernel));
    }

    [Fact]
    public void Width_and_sign_are_those_of_the_kernel()
    {
        MadeUpKernel kernel = new();
        kernel.Struct("lbs_sample", 16, ("plain", kernel.UnsignedLong, 64, 0));
        Assert.Equal(8, Value("plain_size", kernel));
        Assert.Equal(0, Value("plain_signed", kernel));
    }

    [Fact]
    public void A_member_is_found_inside_anonymous_ones_however_deep()
    {
        MadeUpKernel kernel = new();
        uint inner = kernel.Struct("", 16, ("embedded", kernel.Long, 64, 0));
        uint outer = kernel.Types.AddUnion("", 16);
        kernel.Types.AddMember("", inner, 0);
        kernel.Struct("lbs_sample", 64, ("plain", kernel.Int, 0, 0), ("", outer, 256, 0));
        Assert.Equal(40, Value("embedded_offset", kernel));
    }

    [Fact]
    public void Elements_are_counted_with_the_kernels_sizes()
    {
        MadeUpKernel kernel = new();
        uint part = kernel.Struct("lbs_part", 24, ("second", kernel.Int, 96, 0), ("first", kernel.Int, 0, 0));
        kernel.Struct("lbs_sample", 256, ("parts", kernel.Types.AddArray(part, kernel.Int, 8), 128, 0));
        Assert.Equal(16 + (2 * 24) + 12, Value("element_offset", kernel));
    }

    [Fact]
    public void A_shorter_array_does_not_have_the_element()
    {
        MadeUpKernel kernel = new();
        uint part = kernel.Struct("lbs_part", 8, ("first", kernel.Int, 0, 0), ("second", kernel.Int, 32, 0));
        kernel.Struct("lbs_sample", 64, ("parts", kernel.Types.AddArray(part, kernel.Int, 2), 0, 0));
        Assert.Equal(Poison, PoisonedCall("element_offset", kernel));
    }

    [Fact]
    public void A_flexible_array_has_any_element()
    {
        MadeUpKernel kernel = new();
        kernel.Struct("lbs_sample", 16, ("plain", kernel.Int, 0, 0), ("tail", kernel.Types.AddArray(kernel.Int, kernel.Int, 0), 128, 0));
        Assert.Equal(16 + (4 * 4), Value("tail_offset", kernel));
    }

    [Fact]
    public void A_bit_field_is_loaded_by_the_smallest_integer_that_holds_it()
    {
        MadeUpKernel kernel = new();
        kernel.Struct("lbs_sample", 32, ("plain", kernel.Int, 0, 0), ("high", kernel.Unsigned, 80, 9));
        Assert.Equal(8, Value("bits_offset", kernel));
        Assert.Equal(4, Value("bits_size", kernel));
        Assert.Equal(0, Value("bits_signed", kernel));
        Assert.Equal(64 - (80 + 9 - 64), Value("bits_left", kernel));
        Assert.Equal(64 - 9, Value("bits_right", kernel));
    }

    [Fact]
    public void A_bit_field_across_its_integers_border_takes_a_wider_one()
    {
        MadeUpKernel kernel = new();
        kernel.Struct("lbs_sample", 32, ("high", kernel.Int, 60, 7), ("plain", kernel.Int, 128, 0));
        BpfRelocationException refused = Assert.Throws<BpfRelocationException>(() => Value("bits_offset", kernel));
        Assert.Equal(Errno.E2BIG, refused.Errno);

        MadeUpKernel other = new();
        other.Struct("lbs_sample", 32, ("high", other.Int, 92, 7));
        Assert.Equal(8, Value("bits_offset", other));
        Assert.Equal(8, Value("bits_size", other));
    }

    [Fact]
    public void What_the_kernel_lacks_does_not_exist_and_must_not_be_reached()
    {
        MadeUpKernel kernel = new();
        kernel.Struct("lbs_sample", 8, ("other", kernel.Long, 0, 0));
        Assert.Equal(0, Value("plain_exists", kernel));
        Assert.Equal(Poison, PoisonedCall("plain_offset", kernel));
        Assert.Equal(Poison, PoisonedCall("plain_size", kernel));

        MadeUpKernel empty = new();
        Assert.Equal(0, Value("type_exists", empty));
        Assert.Equal(0, Value("type_size", empty));
        Assert.Equal(0, Value("type_target", empty));
        Assert.Equal(0, Value("value_exists", empty));
        Assert.Equal(Poison, PoisonedCall("value", empty));
    }

    [Fact]
    public void Types_are_told_apart_by_id_and_size()
    {
        MadeUpKernel kernel = new();
        uint sample = kernel.Struct("lbs_sample___of_the_kernel", 88, ("plain", kernel.Int, 0, 0));
        Assert.Equal(1, Value("type_exists", kernel));
        Assert.Equal(88, Value("type_size", kernel));
        Assert.Equal((int)sample, Value("type_target", kernel));
        Assert.True(s_spec.Btf!.TryFind("lbs_sample", BtfKind.Struct, out BtfType local));
        Assert.Equal((int)local.Id, Value("type_local", kernel));
    }

    [Fact]
    public void A_match_needs_every_member_with_its_type()
    {
        MadeUpKernel larger = new();
        larger.Struct("lbs_part", 16, ("added", larger.Long, 0, 0), ("second", larger.Int, 64, 0), ("first", larger.Int, 96, 0));
        Assert.Equal(1, Value("type_matches", larger));

        MadeUpKernel narrower = new();
        narrower.Struct("lbs_part", 16, ("first", narrower.Int, 0, 0), ("second", narrower.Long, 64, 0));
        Assert.Equal(0, Value("type_matches", narrower));
    }

    [Fact]
    public void Function_types_agree_by_their_parameters()
    {
        Assert.Equal(1, Value("typedef_exists", WithVisit(parameters: 2)));
        Assert.Equal(0, Value("typedef_exists", WithVisit(parameters: 3)));
    }

    [Fact]
    public void Enumerators_have_the_kernels_values()
    {
        MadeUpKernel kernel = new();
        kernel.Types.AddEnum("shade", 4);
        kernel.Types.AddEnumValue("SHADE_LIGHT", 42);
        kernel.Types.AddEnum64("wide_shade", 8);
        kernel.Types.AddEnum64Value("WIDE_LIGHT", 0x5_0000_0001);
        Assert.Equal(1, Value("value_exists", kernel));
        Assert.Equal(42, Value("value", kernel));
        Assert.Equal(0x5_0000_0001, WideValue("wide_value", kernel));
    }

    [Fact]
    public void Candidates_that_agree_are_one_and_those_that_differ_are_refused()
    {
        MadeUpKernel same = new();
        same.Struct("lbs_sample", 16, ("plain", same.Int, 32, 0));
        same.Struct("lbs_sample___copy", 24, ("plain", same.Int, 32, 0));
        same.Struct("lbs_sample___without", 24, ("other", same.Int, 0, 0));
        Assert.Equal(4, Value("plain_offset", same));

        MadeUpKernel differing = new();
        differing.Struct("lbs_sample", 16, ("plain", differing.Int, 32, 0));
        differing.Struct("lbs_sample", 24, ("plain", differing.Int, 64, 0));
        BpfRelocationException refused = Assert.Throws<BpfRelocationException>(() => Value("plain_offset", differing));
        Assert.Equal(Errno.EINVAL, refused.Errno);
        Assert.Equal(2, refused.Candidates.Count);
        Assert.Contains("plain_offset", refused.Message, StringComparison.Ordinal);
        Assert.Contains("struct lbs_sample.plain", refused.Access, StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_takes_the_width_of_an_unsigned_field()
    {
        MadeUpKernel kernel = new();
        kernel.Struct("lbs_sample", 16, ("wide", kernel.Unsigned, 64, 0));
        BpfInstruction load = Relocate("load_wide", kernel)[1];
        Assert.Equal(BpfMemorySize.Word, load.MemorySize);
        Assert.Equal(8, load.Offset);
    }

    [Fact]
    public void A_load_of_a_signed_field_of_another_width_must_not_be_reached()
    {
        MadeUpKernel kernel = new();
        kernel.Struct("lbs_sample", 16, ("plain", kernel.Long, 64, 0));
        BpfInstruction load = Relocate("load_plain", kernel)[1];
        Assert.True(load.IsHelperCall);
        Assert.Equal(Poison, load.Immediate);
    }

    [Fact]
    public void Modules_are_asked_only_for_what_the_kernel_lacks()
    {
        MadeUpKernel kernel = new();
        kernel.Struct("other", 8, ("first", kernel.Int, 0, 0));
        MadeUpKernel module = new(kernel.Build());
        module.Struct("lbs_sample", 64, ("plain", module.Int, 96, 0));
        KeyValuePair<string, BtfSpec>[] modules = [new("m", module.Build())];
        Assert.Equal(12, Immediate(Relocate("plain_offset", kernel, modules)));

        MadeUpKernel owner = new();
        owner.Struct("lbs_sample", 64, ("plain", owner.Int, 64, 0));
        Assert.Equal(8, Immediate(Relocate("plain_offset", owner, modules)));
    }

    private static MadeUpKernel WithVisit(int parameters)
    {
        MadeUpKernel kernel = new();
        uint pointer = kernel.Types.AddPtr(kernel.Struct("lbs_sample", 4, ("plain", kernel.Int, 0, 0)));
        uint prototype = kernel.Types.AddFuncProto(kernel.Int);
        for (int i = 0; i < parameters; i++) kernel.Types.AddParameter("p", i == 0 ? pointer : kernel.Int);
        kernel.Types.AddTypedef("visit", kernel.Types.AddPtr(prototype));
        return kernel;
    }

    private static int Value(string program, MadeUpKernel kernel) => Immediate(Relocate(program, kernel));

    private static long WideValue(string program, MadeUpKernel kernel)
    {
        ReadOnlySpan<BpfInstruction> code = Relocate(program, kernel);
        return (uint)code[0].Immediate | ((long)code[1].Immediate << 32);
    }

    private static int PoisonedCall(string program, MadeUpKernel kernel)
    {
        BpfInstruction first = Relocate(program, kernel)[0];
        return first.IsHelperCall ? first.Immediate : 0;
    }

    private static int Immediate(ReadOnlySpan<BpfInstruction> code)
    {
        Assert.False(code[0].IsCall, "the instruction is poisoned");
        return code[0].Immediate;
    }

    private static ReadOnlySpan<BpfInstruction> Relocate(string program, MadeUpKernel kernel, IReadOnlyList<KeyValuePair<string, BtfSpec>>? modules = null)
    {
        BpfRelocationOptions options = new() { Programs = spec => spec.Name == program, Modules = modules ?? [] };
        return Assert.Single(s_spec.Relocate(kernel.Build(), options)).Instructions.Span;
    }
}
