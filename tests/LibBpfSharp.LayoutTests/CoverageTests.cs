namespace LibBpfSharp.LayoutTests;

/// <summary>Nothing escapes the layout tests unseen: what is not checked is listed with its reason, and the lists hold nothing that is gone.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_struct_of_the_system_call_layer_is_checked_or_listed() => AssertSame(
        Universe.Structs.Where(type => !type.IsDefined(typeof(UapiAttribute), inherit: false)).Select(type => type.Name), Unchecked.Structs);

    [Fact]
    public void Every_enumeration_that_may_mirror_the_kernels_is_checked_or_listed() => AssertSame(
        Universe.Enums
            .Where(type => Universe.MayMirror(type) && !type.IsDefined(typeof(UapiAttribute), inherit: false) && !KnownConstants.Enums.ContainsKey(type))
            .Select(type => type.Name),
        Unchecked.Enums);

    [Fact]
    public void Every_constant_of_the_system_call_layer_is_checked_or_listed() => AssertSame(
        Universe.Constants.Where(field => !KnownConstants.Single.ContainsKey((field.DeclaringType!, field.Name)))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}"),
        Unchecked.Constants);

    [Fact]
    public void Every_constant_named_is_there() => Assert.Empty(
        KnownConstants.Single.Keys.Except(Universe.Constants.Select(field => (field.DeclaringType!, field.Name))));

    [Fact]
    public void There_are_as_many_facts_as_a_library_over_all_of_bpf_has() =>
        Assert.True(Universe.Facts(wholeIsExact: true).Count > 600, $"only {Universe.Facts(wholeIsExact: true).Count}");

    [Fact]
    public void Names_by_table_and_names_by_casing_agree()
    {
        Agree<BpfCommand>("BPF_", value => value.ToKernelName());
        Agree<BpfProgramType>("BPF_PROG_TYPE_", value => value.ToKernelName());
        Agree<BpfMapType>("BPF_MAP_TYPE_", value => value.ToKernelName());
        Agree<BpfAttachType>("BPF_", value => value.ToKernelName());
        Agree<BpfLinkType>("BPF_LINK_TYPE_", value => value.ToKernelName());

        static void Agree<T>(string prefix, Func<T, string> kernelName)
            where T : struct, Enum
        {
            foreach (T value in Enum.GetValues<T>())
                if (!value.Equals(BpfCommand.CommonAttrs))
                    Assert.Equal(prefix + KernelName.Snake(value.ToString()).ToUpperInvariant(), kernelName(value));
        }
    }

    private static void AssertSame(IEnumerable<string> found, IReadOnlyDictionary<string, string> listed)
    {
        string[] names = [.. found.Order(StringComparer.Ordinal)];
        string[] unlisted = [.. names.Except(listed.Keys)], gone = [.. listed.Keys.Except(names)];
        Assert.True(unlisted.Length == 0, "Neither checked nor listed: " + string.Join(", ", unlisted));
        Assert.True(gone.Length == 0, "Listed, but checked or gone: " + string.Join(", ", gone));
    }
}
