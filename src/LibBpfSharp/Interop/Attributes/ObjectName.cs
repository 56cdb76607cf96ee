using System.Runtime.CompilerServices;

namespace LibBpfSharp.Interop;

/// <summary>A kernel object's name: <c>BPF_OBJ_NAME_LEN</c> bytes with the terminating zero.</summary>
[InlineArray(Length)]
internal struct ObjectName
{
    public const int Length = 16;

    private byte _first;

    /// <summary>The name cut to what the kernel keeps; a character it refuses (all but letters, digits, '_' and '.') becomes '_'.</summary>
    public static ObjectName From(ReadOnlySpan<char> name)
    {
        ObjectName result = default;
        for (int i = 0; i < name.Length && i < Length - 1; i++)
            result[i] = char.IsAsciiLetterOrDigit(name[i]) || name[i] == '.' ? (byte)name[i] : (byte)'_';
        return result;
    }

    public readonly override string ToString()
    {
        ReadOnlySpan<byte> bytes = this;
        return KernelText.Read(bytes);
    }
}
