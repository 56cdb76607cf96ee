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

    /// <summary>A probe defined in tracefs could not be removed.</summary>
    [NonEvent]
    public void ProbeLeft(string probe, Errno errno) => ProbeLeft(probe, errno.Describe());

    [Event(3, Level = EventLevel.Error, Message = "The probe {0} could not be removed from tracefs when its link was disposed: {1}")]
    private void ProbeLeft(string probe, string cause) => WriteEvent(3, probe, cause);

    /// <summary>Disposing a registration of struct_ops without a link could not take the operations out of the kernel.</summary>
    [Event(4, Level = EventLevel.Error, Message = "A struct_ops map could not be unregistered when its registration was disposed: {0}")]
    public void OperationsLeft(string cause) => WriteEvent(4, cause);

    /// <summary>An attachment that outlives its process could not be recorded: no sweep will find it if the process dies.</summary>
    [Event(11, Level = EventLevel.Warning, Message = "An attachment that outlives this process is not recorded in {0}: {1}")]
    public void NotRecorded(string path, string cause) => WriteEvent(11, path, cause);

    /// <summary>Disposing an attachment without a link could not detach its program.</summary>
    [Event(20, Level = EventLevel.Error, Message = "A program could not be detached from {0} when its attachment was disposed: {1}")]
    public void ProgramLeft(string place, string cause) => WriteEvent(20, place, cause);
}
