using LibBpfSharp.Tool.Commands;
using LibBpfSharp.Tool.Verify;

return args is [JudgeTask.Marker, ..] ? ObjectJudge.Run(args) : CommandLine.Run(args);
