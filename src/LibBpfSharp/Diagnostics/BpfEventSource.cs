using System.Diagnostics.Tracing;

namespace LibBpfSharp;

/// <summary>Events for <c>dotnet-trace</c> and the like of what nobody is there to be told by an exception.</summary>
[EventSource(Name = "LibBpfSharp")]
internal sealed class BpfEventSource : EventSource
{
    public static BpfEventSource Log { get; } = new();

    private BpfEventSource()
    {
    }

    /// <summary>A link object was dropped without Dispose; the link stays attached until the process ends.</summary>
    [Event(1, Level = EventLevel.Warning, Message = "BPF link {0} of program {1} was dropped without Dispose or Disconnect; it stays attached until the process ends.")]
    public void LinkDropped(long linkId, long programId) => WriteEvent(1, linkId, programId);

    /// <summary>Disposing a legacy attachment could not detach its program.</summary>
    [Event(2, Level = EventLevel.Error, Message = "A program could not be detached from cgroup {0} ({1}) when its attachment was disposed: {2}")]
    public void CgroupProgramLeft(string cgroup, string attachType, string cause) => WriteEvent(2, cgroup, attachType, cause);
}
