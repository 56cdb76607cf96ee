using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>Names without their flavour: what follows the last <c>___</c> is there to tell local variants apart.</summary>
internal static class CoreName
{
    /// <summary>Whether two types have one name, flavours aside. Two types without a name agree.</summary>
    public static bool Same(BtfType local, BtfType target)
        => Same(local.Spec, local.NameOffset, target.Spec, target.NameOffset);

    /// <summary>Whether two strings are one name, flavours aside.</summary>
    public static bool Same(BtfSpec localTypes, uint localName, BtfSpec targetTypes, uint targetName)
        => BtfFlavour.Strip(localTypes.GetStringBytes(localName))
            .SequenceEqual(BtfFlavour.Strip(targetTypes.GetStringBytes(targetName)));
}
