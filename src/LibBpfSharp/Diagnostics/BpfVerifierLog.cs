using System.Text;

namespace LibBpfSharp;

/// <summary>
/// What the kernel's verifier said about a program, kept as bytes and decoded when asked for. Whole up to <see cref="Capacity"/>;
/// of a longer log the head and the tail are kept, since the first lines name the program and the last ones the error.
/// </summary>
/// <remarks>Source: the log buffer of <c>BPF_PROG_LOAD</c>, <c>kernel/bpf/log.c</c>.</remarks>
public sealed class BpfVerifierLog
{
    private const int HeadLength = 2 << 20;

    private readonly byte[] _head;
    private readonly byte[] _tail;
    private string? _text;

    /// <summary>Keeps a copy of a log.</summary>
    /// <param name="log">The bytes the kernel wrote; a terminating zero and what follows it are not part of the log.</param>
    /// <param name="lostBefore">Bytes the kernel itself dropped before <paramref name="log"/> for want of room.</param>
    public BpfVerifierLog(ReadOnlySpan<byte> log, long lostBefore = 0)
    {
        int end = log.IndexOf((byte)0);
        if (end >= 0) log = log[..end];
        Length = log.Length + lostBefore;
        if (log.Length <= Capacity)
        {
            _head = lostBefore == 0 ? log.ToArray() : [];
            _tail = lostBefore == 0 ? [] : log.ToArray();
        }
        else
        {
            _head = lostBefore == 0 ? log[..HeadLength].ToArray() : [];
            _tail = log[^(Capacity - _head.Length)..].ToArray();
        }
    }

    /// <summary>A log of nothing: the kernel refused before, or without, verifying.</summary>
    public static BpfVerifierLog Empty { get; } = new(default);

    /// <summary>The most bytes ever kept of one log: 16 MiB, of which the first 2 MiB and the last 14 MiB survive.</summary>
    public static int Capacity => 16 << 20;

    /// <summary>The log's whole length in bytes, what is not kept included.</summary>
    public long Length { get; }

    /// <summary>Bytes between <see cref="Head"/> and <see cref="Tail"/> that are not kept; 0 where the log is whole.</summary>
    public long OmittedLength => Length - _head.Length - _tail.Length;

    /// <summary>The kept beginning: all of it where the log is whole.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <summary>The kept end; empty where the log is whole.</summary>
    public ReadOnlySpan<byte> Tail => _tail;

    /// <summary>The log as text, with one line telling of omitted bytes where there are any. Decoded at first use.</summary>
    public string Text => _text ??= Decode();

    /// <summary>The last lines of the log that are not empty, oldest first.</summary>
    /// <param name="count">The most lines to return.</param>
    public IReadOnlyList<string> GetLastLines(int count)
    {
        List<string> lines = [];
        ReadOnlySpan<byte> rest = _tail.Length > 0 ? _tail : _head;
        while (lines.Count < count && !rest.IsEmpty)
        {
            int start = rest.LastIndexOf((byte)'\n') + 1;
            ReadOnlySpan<byte> line = rest[start..].TrimEnd((byte)'\r');
            if (!line.IsEmpty) lines.Add(Encoding.UTF8.GetString(line));
            rest = start == 0 ? default : rest[..(start - 1)];
        }

        lines.Reverse();
        return lines;
    }

    /// <inheritdoc cref="Text"/>
    public override string ToString() => Text;

    private string Decode() => OmittedLength == 0
        ? Encoding.UTF8.GetString(_head)
        : $"{Encoding.UTF8.GetString(_head)}\n[… {OmittedLength} bytes of the log are not kept …]\n{Encoding.UTF8.GetString(_tail)}";
}
