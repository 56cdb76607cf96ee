using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>Whether loading a type extends its sign.</summary>
internal static class CoreSign
{
    /// <summary>Whether the type is an integer marked signed.</summary>
    public static bool IsSignedInt(BtfType type) => type.Kind == BtfKind.Int && type.IntEncoding.HasFlag(BtfIntEncoding.Signed);
}
