namespace LibBpfSharp.Btf;

/// <summary>The source line an instruction comes from (<c>struct bpf_line_info</c>).</summary>
/// <param name="InstructionOffset">Bytes from the start of the section to the first instruction of the line.</param>
/// <param name="FileNameOffset">String offset of the file's path.</param>
/// <param name="LineOffset">String offset of the line's text; 0 where the compiler left it out.</param>
/// <param name="LineColumn">Line and column, packed as the kernel has them.</param>
public readonly record struct BtfLineInfo(uint InstructionOffset, uint FileNameOffset, uint LineOffset, uint LineColumn)
    : IBtfRecord<BtfLineInfo>
{
    /// <summary>The line, counted from 1.</summary>
    public int Line => (int)(LineColumn >> 10);

    /// <summary>The column, counted from 1; 0 where it is not known.</summary>
    public int Column => (int)(LineColumn & 0x3FF);

    static int IBtfRecord<BtfLineInfo>.Words => 4;

    static BtfLineInfo IBtfRecord<BtfLineInfo>.Read(ReadOnlySpan<uint> words) => new(words[0], words[1], words[2], words[3]);
}
