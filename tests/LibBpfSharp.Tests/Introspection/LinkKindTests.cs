using System.Reflection;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Introspection;

/// <summary>Each type of link that is known has a class, information of a type of its own, and a name.</summary>
public sealed class LinkKindTests
{
    public static TheoryData<BpfLinkType> EveryType => [.. Enum.GetValues<BpfLinkType>().Where(type => type is not BpfLinkType.Unspec)];

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_link_has_a_class_of_its_own(BpfLinkType type)
    {
        using BpfLink link = BpfLink.OpenById(TellingKernel.Id, new TellingKernel(type));
        Assert.True(link.GetType().IsPublic);
        Assert.Equal((type, TellingKernel.Id), (link.Type, link.Id));
        Assert.DoesNotContain(EveryType.Select(row => row.Data).Where(other => other != type), other =>
        {
            using BpfLink second = BpfLink.OpenById(TellingKernel.Id, new TellingKernel(other));
            return second.GetType() == link.GetType();
        });
    }

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_link_tells_by_a_type_of_its_own_which_its_class_names(BpfLinkType type)
    {
        using BpfLink link = BpfLink.OpenById(TellingKernel.Id, new TellingKernel(type));
        BpfLinkInfo info = link.Info;
        Assert.NotEqual(typeof(BpfLinkInfo), info.GetType());
        Assert.Equal(link.GetType().GetProperty(nameof(BpfLink.Info), BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)?.PropertyType, info.GetType());
        Assert.Equal((type, TellingKernel.Id), (info.Type, info.Id));
    }

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_walk_tells_of_a_link_what_the_link_tells(BpfLinkType type)
    {
        TellingKernel kernel = new(type);
        using BpfLink link = BpfLink.OpenById(TellingKernel.Id, kernel);
        Assert.Equal(link.Info.GetType(), Assert.Single(ObjectIds.Links(kernel, LinkKinds.ReadInfo)).GetType());
    }

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_type_has_a_name(BpfLinkType type)
    {
        Assert.DoesNotContain(type.ToShortName(), char.IsDigit);
        Assert.True(BpfLinkTypeNames.TryParse(type.ToKernelName(), out BpfLinkType parsed));
        Assert.Equal(type, parsed);
    }

    [Fact]
    public void A_type_that_is_not_known_has_what_every_link_has()
    {
        BpfLinkType next = (BpfLinkType)(EveryType.Max(row => (uint)row.Data) + 1);
        using BpfLink link = BpfLink.OpenById(TellingKernel.Id, new TellingKernel(next));
        Assert.Equal((typeof(BpfLinkInfo), next, TellingKernel.Id), (link.Info.GetType(), link.Info.Type, link.Id));
    }

    [Fact]
    public void A_link_by_types_at_a_tracepoint_tells_which_one()
    {
        using TracingLink link = new(ObjectIds.OpenLink(new TellingKernel(BpfLinkType.RawTracepoint), TellingKernel.Id), rooted: false);
        TracingLinkInfo info = link.Info;
        Assert.Equal(
            (BpfLinkType.RawTracepoint, TellingKernel.Tracepoint, BpfAttachType.TraceRawTp, TellingKernel.Cookie), (info.Type, info.Tracepoint, info.AttachType, info.Cookie));
    }
}
