using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>A program at a statically defined probe: at all the sites a file has of it.</summary>
/// <remarks>
/// Where the kernel has links on many sites (6.6, in the form needed 6.10), this is one, and can be pinned. Elsewhere there is a perf event for each site;
/// <see cref="BpfLink.Info"/> tells of the first, and several of them cannot be pinned or updated together.
/// Safe for several threads at once, as every <see cref="BpfLink"/> is.
/// </remarks>
public sealed class UsdtLink : BpfLink
{
    private readonly UsdtBinding _binding;
    private readonly IReadOnlyList<PerfEventLink> _parts;
    private readonly LastLink _end;

    internal UsdtLink(BpfLinkHandle handle, UsdtBinding binding, IReadOnlyList<PerfEventLink> parts)
        : this(handle, binding, new(binding.Dispose), parts)
    {
    }

    private UsdtLink(BpfLinkHandle handle, UsdtBinding binding, LastLink end, IReadOnlyList<PerfEventLink> parts)
        : base(handle, rooted: true)
    {
        _binding = binding;
        _end = end;
        _parts = parts;
    }

    /// <summary>At how many sites of the file the program is.</summary>
    public int SiteCount => _binding.SiteCount;

    /// <inheritdoc/>
    public override BpfLinkInfo Info
    {
        get
        {
            LinkInfo head = Head;
            return head.Type is BpfLinkType.UprobeMulti ? UprobeMultiLinkInfo.Read(Handle, head) : PerfEventLinkInfo.Read(Handle, head);
        }
    }

    /// <summary>Always <c>false</c>: the link holds the file.</summary>
    public override bool IsDefunct => false;

    /// <inheritdoc/>
    public override UsdtLink Duplicate() => Duplicate((handle, _) =>
    {
        PerfEventLink[] parts = [.. _parts.Select(part => part.Duplicate())];
        return new UsdtLink(handle, _binding, _end.Share(), parts);
    });

    private protected override void Close(bool detaches)
    {
        base.Close(detaches);
        foreach (PerfEventLink part in _parts) part.Dispose();
        _end.Leave(detaches);
    }

    private protected override void Require(LinkUse use)
    {
        if (_parts.Count > 1 && use is not LinkUse.Ask)
            throw new BpfNotSupportedException($"{use.Describe()} a probe at {_parts.Count} sites, each with a link of its own", new Version(6, 10), hint: "Dispose of the link to detach it.");
    }
}
