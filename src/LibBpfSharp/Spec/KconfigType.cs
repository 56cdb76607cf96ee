namespace LibBpfSharp.Spec;

/// <summary>How a configuration value is stored in the extern that asks for it.</summary>
internal enum KconfigType
{
    Char,
    Bool,
    Int,
    Tristate,
    CharArray,
}
