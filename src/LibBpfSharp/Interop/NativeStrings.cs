using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Texts in memory that does not move, for a call that takes an array of pointers to them.</summary>
internal sealed class NativeStrings : IDisposable
{
    private readonly nint[] _texts;

    public NativeStrings(IReadOnlyList<string> texts)
    {
        _texts = new nint[texts.Count];
        Pointers = new ulong[texts.Count];
        for (int i = 0; i < texts.Count; i++)
        {
            _texts[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
            Pointers[i] = (ulong)_texts[i];
        }
    }

    /// <summary>The addresses, in the order of the texts; valid until this is disposed.</summary>
    public ulong[] Pointers { get; }

    public void Dispose()
    {
        foreach (nint text in _texts) Marshal.FreeCoTaskMem(text);
        Array.Clear(_texts);
    }
}
