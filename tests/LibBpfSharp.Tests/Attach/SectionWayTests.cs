using LibBpfSharp;

namespace LibBpfSharp.Tests.Attach;

/// <summary>Every kind of section has a way of being attached, or a reason not to be.</summary>
public class SectionWayTests
{
    private static readonly string[] s_notAttached = ["syscall", "xdp.frags/devmap", "xdp/devmap", "xdp.frags/cpumap", "xdp/cpumap", "struct_ops+", "struct_ops.s+"];

    [Fact]
    public void Each_of_the_sections_has_a_way_or_a_reason()
    {
        Assert.Equal(116, BpfSectionDefinition.All.Count);
        Assert.All(BpfSectionDefinition.All, section => Assert.NotNull(WayOf(section)));
        Assert.Equal(s_notAttached, BpfSectionDefinition.All.Where(section => WayOf(section)!.TryAttach is null).Select(section => section.Pattern));
    }

    [Fact]
    public void Each_way_names_an_option_that_says_the_place()
        => Assert.All(
            BpfSectionDefinition.All.Where(section => WayOf(section)!.TryAttach is not null),
            section => Assert.Contains($"{nameof(BpfAttachOptions)}.", WayOf(section)!.Needs, StringComparison.Ordinal));

    [Fact]
    public void Options_go_before_others_field_by_field()
    {
        BpfAttachOptions own = new() { Interface = "lo", Cookie = 1 };
        BpfAttachOptions all = own.Over(new() { Interface = "eth0", Function = "f", Cookie = 2, Preorder = true });
        Assert.Equal(new BpfAttachOptions { Interface = "lo", Function = "f", Cookie = 1, Preorder = true }, all);
    }

    [Fact]
    public void An_option_left_out_of_the_merging_would_be_lost()
    {
        // Each property that can be set is one that Over passes on.
        foreach (System.Reflection.PropertyInfo property in typeof(BpfAttachOptions).GetProperties())
        {
            BpfAttachOptions others = new();
            object? value = Sample(property.PropertyType);
            if (value is null) continue;
            property.SetValue(others, value);
            Assert.Equal(value, property.GetValue(new BpfAttachOptions().Over(others)));
        }
    }

    private static AttachWay? WayOf(BpfSectionDefinition section) => AttachWays.Of(section, section.ProgramType, section.AttachType);

    private static object? Sample(Type type) => Nullable.GetUnderlyingType(type) is { IsEnum: true } choice ? Enum.ToObject(choice, 1)
        : type == typeof(string) ? "some"
        : type == typeof(bool) ? true
        : Nullable.GetUnderlyingType(type) is { IsPrimitive: true } number ? Convert.ChangeType(3, number, System.Globalization.CultureInfo.InvariantCulture)
        : type == typeof(BpfInterface?) ? new BpfInterface("lo")
        : type == typeof(CgroupReference?) ? (CgroupReference)"web"
        : type == typeof(PerfEventOptions) ? new PerfEventOptions { Type = PerfEventType.Software }
        : type == typeof(NetfilterOptions) ? new NetfilterOptions { Family = NetfilterFamily.Ipv4, Hook = NetfilterHook.LocalIn }
        : type == typeof(BpfAttachPosition) ? BpfAttachPosition.First
        : null;
}
