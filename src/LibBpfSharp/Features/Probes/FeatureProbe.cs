using LibBpfSharp.Btf;

namespace LibBpfSharp.Features;

/// <summary>Which probe answers for which feature.</summary>
internal static class FeatureProbe
{
    public static ProbeAnswer Run(Prober prober, BpfFeature feature, BpfFeatures others) => feature switch
    {
        BpfFeature.ObjectNames => prober.Ask(new ProbeProgram(BpfProgramType.SocketFilter) { Name = "probe" }),
        BpfFeature.GlobalData => MapValueProbe.OfGlobalData(prober),
        BpfFeature.ExpectedAttachType => prober.Ask(new ProbeProgram(BpfProgramType.CgroupSock) { ExpectedAttachType = BpfAttachType.CgroupInetSockCreate }),
        BpfFeature.ArrayMmap => others.ProbeMapFlag(BpfMapFlags.Mmapable).Answer,
        BpfFeature.ProbeReadKernel => others.ProbeHelper(BpfProgramType.Tracepoint, BpfHelper.ProbeReadKernel).Answer,
        BpfFeature.BpfCookie => others.ProbeHelper(BpfProgramType.Tracepoint, BpfHelper.GetAttachCookie).Answer,
        BpfFeature.MemoryCgroupAccounting => prober.Judge(MemoryLock.Of(prober.Kernel).Answer, BpfProgramType.SocketFilter),
        BpfFeature.SyscallWrapper => SyscallWrapper.Probe(prober.Kernel),
        BpfFeature.ContextArgumentTag => TypeProbe.OfContextTag(prober),
        BpfFeature.FullRangeMapOffset => MapValueProbe.OfFullRange(prober),
        BpfFeature.UprobeNop5 => CommandProbe.OfUprobe(prober, Errno.ENXIO, other: Errno.EPROTO),
        BpfFeature.UprobeNop10 => CommandProbe.OfUprobe(prober, Errno.EPROTO, other: Errno.ENXIO),
        BpfFeature.CommonAttributes => CommandProbe.OfCommonAttributes(prober),
        BpfFeature.Btf => TypeProbe.Run(prober, BtfFeature.Basic),
        BpfFeature.BtfFunc => TypeProbe.Run(prober, BtfFeature.Func),
        BpfFeature.BtfDatasec => TypeProbe.Run(prober, BtfFeature.Datasec),
        BpfFeature.BtfGlobalFunc => TypeProbe.Run(prober, BtfFeature.GlobalFunc),
        BpfFeature.ModuleBtf => TypeProbe.OfModules(prober),
        BpfFeature.BtfFloat => TypeProbe.Run(prober, BtfFeature.Float),
        BpfFeature.BtfDeclTag => TypeProbe.Run(prober, BtfFeature.DeclTag),
        BpfFeature.BtfTypeTag => TypeProbe.Run(prober, BtfFeature.TypeTag),
        BpfFeature.BtfEnum64 => TypeProbe.Run(prober, BtfFeature.Enum64),
        BpfFeature.BtfOptionalDatasec => TypeProbe.Run(prober, BtfFeature.OptionalDatasec),
        BpfFeature.BtfLayout => TypeProbe.Run(prober, BtfFeature.Layout),
        BpfFeature.TestRun => CommandProbe.OfTestRun(prober),
        BpfFeature.MapFreeze => CommandProbe.OfFreeze(prober),
        BpfFeature.MapBatch => CommandProbe.OfBatch(prober),
        BpfFeature.ProgramBindMap => CommandProbe.OfBindMap(prober),
        BpfFeature.Token => CommandProbe.OfToken(prober),
        BpfFeature.ProgramStreams => CommandProbe.OfStreams(prober),
        >= BpfFeature.CgroupLink => LinkProbe.Run(prober, feature),
        _ => InstructionProbe.Run(prober, feature),
    };
}
