namespace LibBpfSharp;

/// <summary>Attaches programs to what their sections' names say.</summary>
internal static class SectionAttacher
{
    /// <returns>The link; <c>null</c> for a section that does not name a place, of a kind that could or one that cannot.</returns>
    public static BpfLink? TryAttach(BpfProgram program)
    {
        SectionAttach attach = program.Spec?.Section?.Attach ?? SectionAttach.None;
        if (attach == SectionAttach.None) return null;
        _ = program.Handle;
        switch (attach)
        {
            case SectionAttach.Trace or SectionAttach.Lsm:
                return program.AttachTracing();
            case SectionAttach.Iter:
                return program.AttachIterator();
        }

        string section = program.SectionName;
        int slash = section.IndexOf('/');
        if (slash < 0) return null;
        string target = section[(slash + 1)..];
        return attach switch
        {
            SectionAttach.Tracepoint => target.Length == 0 ? null : AttachTracepoint(program, target),
            SectionAttach.RawTracepoint => target.Length == 0 ? null : program.AttachRawTracepoint(target),
            SectionAttach.Kprobe => AttachKprobe(program, target),
            SectionAttach.Ksyscall => program.AttachKsyscall(Required(program, target, "ksyscall/NAME"), new KprobeOptions { IsReturn = IsReturn(program) }),
            SectionAttach.KprobeMulti or SectionAttach.KprobeSession => AttachKprobeMulti(program, target),
            SectionAttach.TracingMulti => target.Length == 0 ? null : program.AttachTracingMulti(target),
            SectionAttach.Uprobe => target.Length == 0 ? null : AttachUprobe(program, target),
            SectionAttach.UprobeMulti => target.Length == 0 ? null : AttachUprobeMulti(program, target),
            _ => null,
        };
    }

    /// <summary>What a caller is to do with a program that <see cref="TryAttach"/> has no place for.</summary>
    public static string WhatToDo(BpfProgram program) => program.Spec?.Section?.Attach switch
    {
        null => "the name is of no known kind, or the program comes from no object. Use the method for its kind",
        SectionAttach.Kprobe => $"SEC(\"{program.SectionName}\") names no function. Use {nameof(BpfProgram.AttachKprobe)}",
        SectionAttach.Ksyscall => $"SEC(\"{program.SectionName}\") names no system call. Use {nameof(BpfProgram.AttachKsyscall)}",
        SectionAttach.KprobeMulti or SectionAttach.KprobeSession => $"SEC(\"{program.SectionName}\") names no functions. Use {nameof(BpfProgram.AttachKprobeMulti)}",
        SectionAttach.Uprobe => $"SEC(\"{program.SectionName}\") names no file and function. Use {nameof(BpfProgram.AttachUprobe)}",
        SectionAttach.UprobeMulti => $"SEC(\"{program.SectionName}\") names no file and functions. Use {nameof(BpfProgram.AttachUprobeMulti)}",
        SectionAttach.Tracepoint => $"SEC(\"{program.SectionName}\") names no tracepoint. Use {nameof(BpfProgram.AttachTracepoint)}",
        SectionAttach.RawTracepoint => $"SEC(\"{program.SectionName}\") names no tracepoint. Use {nameof(BpfProgram.AttachRawTracepoint)}",
        SectionAttach.TracingMulti => $"SEC(\"{program.SectionName}\") names no functions. Use {nameof(BpfProgram.AttachTracingMulti)}",
        SectionAttach.Usdt => "programs of this kind are not attached by this library",
        _ => program.Type switch
        {
            BpfProgramType.PerfEvent => $"open an event, and use {nameof(BpfProgram.AttachPerfEvent)}",
            BpfProgramType.StructOps => $"the kernel calls it as part of its map. Use {nameof(BpfMap)}.{nameof(BpfMap.AttachStructOps)}",
            BpfProgramType.Syscall => "it is run, not attached",
            _ when program.SectionName.StartsWith("cgroup", StringComparison.Ordinal) => $"name the cgroup, with {nameof(BpfProgram.AttachCgroup)}",
            _ => "a section cannot name what programs of its kind are attached to",
        },
    };

    private static PerfEventLink AttachTracepoint(BpfProgram program, string target)
    {
        int slash = target.IndexOf('/');
        if (slash <= 0 || slash == target.Length - 1) throw TracingFailure.InvalidTarget(program, "tp/CATEGORY/NAME");
        return program.AttachTracepoint(target[..slash], target[(slash + 1)..]);
    }

    private static PerfEventLink AttachKprobe(BpfProgram program, string target)
    {
        const string Form = "kprobe/FUNCTION[+OFFSET]";
        (string function, long offset) = SectionTarget.Function(target) ?? throw TracingFailure.InvalidTarget(program, Form);
        if (offset < 0) throw TracingFailure.InvalidTarget(program, Form);
        return program.AttachKprobe(function, new KprobeOptions { IsReturn = CheckReturn(program, offset), Offset = (ulong)offset });
    }

    private static KprobeMultiLink AttachKprobeMulti(BpfProgram program, string target)
    {
        string pattern = Required(program, SectionTarget.Pattern(target), "kprobe.multi/PATTERN");
        bool isSession = program.Spec!.Section!.Attach == SectionAttach.KprobeSession;
        return program.AttachKprobeMulti(pattern, new KprobeMultiOptions { IsReturn = IsReturn(program), IsSession = isSession });
    }

    private static PerfEventLink AttachUprobe(BpfProgram program, string target)
    {
        const string Form = "uprobe/FILE:FUNCTION[+OFFSET]";
        (string file, string symbol) = SectionTarget.OfFile(target) ?? throw TracingFailure.InvalidTarget(program, Form);
        (string function, long offset) = SectionTarget.OfSymbol(symbol);
        return program.AttachUprobe(file, new UprobeOptions
        {
            Symbol = Required(program, function, Form), Offset = unchecked((ulong)offset), IsReturn = CheckReturn(program, offset),
        });
    }

    private static UprobeMultiLink AttachUprobeMulti(BpfProgram program, string target)
    {
        (string file, string pattern) = SectionTarget.OfFile(target) ?? throw TracingFailure.InvalidTarget(program, "uprobe.multi/FILE:PATTERN");
        bool isSession = program.Spec!.Section!.Name.StartsWith("uprobe.session", StringComparison.Ordinal);
        return program.AttachUprobeMulti(file, pattern, new UprobeMultiOptions { IsReturn = IsReturn(program), IsSession = isSession });
    }

    private static string Required(BpfProgram program, string? target, string form)
        => string.IsNullOrEmpty(target) ? throw TracingFailure.InvalidTarget(program, form) : target;

    // kretprobe, uretprobe, kretsyscall and their kin.
    private static bool IsReturn(BpfProgram program) => program.Spec!.Section!.Name.AsSpan(1).StartsWith("ret", StringComparison.Ordinal);

    private static bool CheckReturn(BpfProgram program, long offset)
    {
        bool isReturn = IsReturn(program);
        return isReturn && offset != 0
            ? throw TracingFailure.InvalidTarget(program, $"{program.Spec!.Section!.Name}/… without an offset, which a return has none of")
            : isReturn;
    }
}
