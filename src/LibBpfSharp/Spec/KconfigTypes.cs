using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>Which kind of configuration value a C type takes.</summary>
internal static class KconfigTypes
{
    private const string TristateEnum = "libbpf_tristate";

    /// <summary><c>null</c> where no value fits the type.</summary>
    internal static KconfigType? Classify(ObjectTypes types, uint typeId, out bool isSigned)
    {
        isSigned = false;
        BtfType type = types.Btf.SkipModifiers(typeId);
        switch (type.Kind)
        {
            case BtfKind.Int:
                if ((type.IntEncoding & BtfIntEncoding.Bool) != 0)
                    return type.Size == 1 ? KconfigType.Bool : null;
                isSigned = (type.IntEncoding & BtfIntEncoding.Signed) != 0;
                return type.Size switch
                {
                    1 => KconfigType.Char,
                    2 or 4 or 8 => KconfigType.Int,
                    _ => null,
                };
            case BtfKind.Enum when type.Size == sizeof(int):
            case BtfKind.Enum64:
                return types.NameOf(type) == TristateEnum ? KconfigType.Tristate : null;
            case BtfKind.Array when type.Array.Count > 0:
                return IsChar(types.Btf.SkipModifiers(type.Array.ElementTypeId)) ? KconfigType.CharArray : null;
            default:
                return null;
        }
    }

    private static bool IsChar(in BtfType type) =>
        type.Kind == BtfKind.Int && type.Size == 1 && (type.IntEncoding & BtfIntEncoding.Bool) == 0;
}
