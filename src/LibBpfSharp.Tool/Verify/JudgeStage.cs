namespace LibBpfSharp.Tool.Verify;

/// <summary>How far the judging of an object has come; the numbers are those of a <c>died</c> line.</summary>
internal enum JudgeStage
{
    Open = 0,
    Program = 1,
    Whole = 2,
    Done = 3,
}
