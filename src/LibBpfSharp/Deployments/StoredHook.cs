using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LibBpfSharp.Deployments;

/// <summary>All that is known of a hook from the name of a pin, under which its generation keeps the program: a file there can hold nothing else.</summary>
internal sealed record StoredHook(HookKind Kind, string Name)
{
    private const string LinkPrefix = "link-", CgroupPrefix = "cgroup-", SlotPrefix = "slot-";

    /// <summary>The cgroup of a legacy attachment.</summary>
    public ulong CgroupId { get; init; }

    /// <summary>Where on the cgroup.</summary>
    public BpfAttachType AttachType { get; init; }

    /// <summary>The pin of the program array in the generation's folder of maps.</summary>
    public string Map { get; init; } = "";

    /// <summary>The slot.</summary>
    public uint Index { get; init; }

    /// <summary>The name of the pin.</summary>
    public string FileName => Kind switch
    {
        HookKind.Link => LinkPrefix + Name,
        HookKind.Cgroup => string.Create(CultureInfo.InvariantCulture, $"{CgroupPrefix}{(int)AttachType}-{CgroupId:x}-{Name}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{SlotPrefix}{Index}-{Map}-{Name}"),
    };

    /// <summary>Reads the name of a pin; false if this library did not write it.</summary>
    public static bool TryParse(string fileName, [NotNullWhen(true)] out StoredHook? record)
    {
        record = null;
        if (fileName.StartsWith(LinkPrefix, StringComparison.Ordinal))
        {
            record = new(HookKind.Link, fileName[LinkPrefix.Length..]);
        }
        else if (fileName.Split('-', 4) is [var kind, var first, var second, var name])
        {
            if (kind + '-' == CgroupPrefix
                && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int attachType)
                && ulong.TryParse(second, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong cgroup))
                record = new(HookKind.Cgroup, name) { AttachType = (BpfAttachType)attachType, CgroupId = cgroup };
            else if (kind + '-' == SlotPrefix && uint.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out uint index))
                record = new(HookKind.Slot, name) { Index = index, Map = second };
        }

        return record is { Name.Length: > 0 };
    }
}
