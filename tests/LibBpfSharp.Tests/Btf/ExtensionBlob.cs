using System.Buffers.Binary;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Writes <c>.BTF.ext</c> word by word.</summary>
internal static class ExtensionBlob
{
    /// <summary>A blob whose three parts are the words given; a part without words is absent.</summary>
    public static byte[] Make(bool littleEndian, uint[] functions, uint[] lines, uint[] relocations)
    {
        uint functionBytes = (uint)functions.Length * 4, lineBytes = (uint)lines.Length * 4, relocationBytes = (uint)relocations.Length * 4;
        uint[] words =
        [
            32, 0, functionBytes, functionBytes, lineBytes, functionBytes + lineBytes, relocationBytes,
            .. functions, .. lines, .. relocations,
        ];
        byte[] raw = new byte[4 + (words.Length * 4)];
        (raw[0], raw[1], raw[2]) = littleEndian ? ((byte)0x9F, (byte)0xEB, (byte)1) : ((byte)0xEB, (byte)0x9F, (byte)1);
        for (int i = 0; i < words.Length; i++)
        {
            if (littleEndian) BinaryPrimitives.WriteUInt32LittleEndian(raw.AsSpan(4 + (i * 4)), words[i]);
            else BinaryPrimitives.WriteUInt32BigEndian(raw.AsSpan(4 + (i * 4)), words[i]);
        }

        return raw;
    }
}
