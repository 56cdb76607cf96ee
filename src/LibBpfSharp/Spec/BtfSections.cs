using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>The object's BTF as its sections hold it.</summary>
/// <param name="Types"><c>.BTF</c>; <c>null</c> where there is none that can be used.</param>
/// <param name="Extensions"><c>.BTF.ext</c>; <c>null</c> where there is none that can be used.</param>
/// <param name="Fault">What is broken in them, where the object can do without.</param>
internal sealed record BtfSections(BtfSpec? Types, BtfExtensions? Extensions, BpfObjectFormatException? Fault)
{
    private const int BpfPointerSize = 8;

    internal static BtfSections Read(ObjectSections sections)
    {
        if (sections.Btf == 0)
        {
            return sections.NeedBtf
                ? throw new BpfObjectFormatException(
                    "maps and struct_ops are defined by BTF, and the object has none: compile with -g, and do not strip .BTF", ".BTF")
                {
                    Fault = FormatFault.Missing,
                }
                : new(null, null, null);
        }

        BtfSpec? types = null;
        try
        {
            types = BtfSpec.Parse(sections[sections.Btf].Data, pointerSize: BpfPointerSize);
            BtfExtensions? extensions = sections.BtfExtensions == 0
                ? null
                : BtfExtensions.Parse(sections[sections.BtfExtensions].Data);
            return new(types, extensions, null);
        }
        catch (BpfObjectFormatException fault) when (!sections.NeedBtf)
        {
            // A program without maps loads without BTF: only source lines and the checks of types are lost.
            return new(types, null, fault);
        }
    }
}
