using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>Where a bpf(2) command writes to, behind its attributes.</summary>
internal static unsafe class BpfOutput
{
    /// <summary>The memory the command wrote; empty for a command that writes nowhere but into its attributes.</summary>
    /// <param name="command">The command.</param>
    /// <param name="attributes">The attributes as they came back.</param>
    /// <param name="sizesOf">Key and value sizes of a map, by descriptor.</param>
    public static Span<byte> Of(BpfCommand command, byte* attributes, Func<int, (int Key, int Value)> sizesOf)
    {
        switch (command)
        {
            case BpfCommand.ObjGetInfoByFd:
                ObjectInfoAttr* info = (ObjectInfoAttr*)attributes;
                return new Span<byte>((void*)info->Info, (int)info->InfoLen);
            case BpfCommand.MapLookupElem or BpfCommand.MapLookupAndDeleteElem or BpfCommand.MapGetNextKey:
                MapElementAttr* element = (MapElementAttr*)attributes;
                (int key, int value) = sizesOf(element->MapFd);
                return new Span<byte>((void*)element->Value, command == BpfCommand.MapGetNextKey ? key : value);
            default:
                return default;
        }
    }
}
