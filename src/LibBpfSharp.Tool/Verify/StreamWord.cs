namespace LibBpfSharp.Tool.Verify;

/// <summary>What an instruction stream can hold that is worth a word; the words come out in this order.</summary>
[Flags]
internal enum StreamWord
{
    Subprog = 1 << 0,
    Callback = 1 << 1,
    Kfunc = 1 << 2,
    KfuncMod = 1 << 3,
    MapFd = 1 << 4,
    MapVal = 1 << 5,
    BtfId = 1 << 6,
    KAddr = 1 << 7,
    Atomic = 1 << 8,
    AcqRel = 1 << 9,
    MayGoto = 1 << 10,
    GotoL = 1 << 11,
    SDiv = 1 << 12,
    LdSx = 1 << 13,
    BSwap = 1 << 14,
    MovSx = 1 << 15,
    Cast = 1 << 16,
    LdAbs = 1 << 17,
    GotoX = 1 << 18,
    TailCall = 1 << 19,
    Poison = 1 << 20,
}
