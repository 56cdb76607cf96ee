namespace LibBpfSharp.Tool.Verify;

/// <summary>A verdict as a word: <c>ok</c>, the errno's name, or libbpf's own number.</summary>
internal static class ErrnoWord
{
    private const int LastNamed = 133;
    private const int FirstOfLibbpf = 4000;
    private const int EndOfLibbpf = 4032;

    /// <param name="errno">0, an errno, or an error number of libbpf.</param>
    public static string Of(int errno) => errno switch
    {
        0 => "ok",
        (int)Errno.ENOTSUPP or > 0 and <= LastNamed => ((Errno)errno).ToString(),
        >= FirstOfLibbpf and < EndOfLibbpf => $"LIBBPF{errno}",
        _ => $"E{errno}",
    };
}
