using LibBpfSharp.Btf;

namespace LibBpfSharp.Features;

/// <summary>The smallest BTF that shows whether a kernel knows a feature.</summary>
internal static class BtfFeatureProbe
{
    public static byte[] For(BtfFeature feature)
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint number = builder.AddInt("int", 4, BtfIntEncoding.Signed);
        switch (feature)
        {
            case BtfFeature.Basic:
                break;
            case BtfFeature.Func or BtfFeature.GlobalFunc:
                uint prototype = builder.AddFuncProto(0);
                builder.AddParameter("a", number);
                builder.AddFunc("x", feature == BtfFeature.Func ? BtfFuncLinkage.Static : BtfFuncLinkage.Global, prototype);
                break;
            case BtfFeature.Datasec or BtfFeature.OptionalDatasec:
                uint variable = builder.AddVar("x", BtfVarLinkage.Static, number);
                builder.AddDatasec(feature == BtfFeature.Datasec ? ".data" : "?.data", 4);
                builder.AddVariable(new(variable, 0, 4));
                break;
            case BtfFeature.Float:
                builder.AddFloat("float", 4);
                break;
            case BtfFeature.DeclTag:
                builder.AddDeclTag("tag", builder.AddVar("x", BtfVarLinkage.Static, number));
                break;
            case BtfFeature.TypeTag:
                builder.AddPtr(builder.AddTypeTag("tag", number));
                break;
            case BtfFeature.Enum64:
                builder.AddEnum64("wide", 8);
                break;
            case BtfFeature.Layout:
                builder.AddLayout();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(feature), feature, "Features are probed one at a time.");
        }

        return builder.ToArray();
    }
}
