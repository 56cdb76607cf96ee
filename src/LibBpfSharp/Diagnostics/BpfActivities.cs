using System.Diagnostics;

namespace LibBpfSharp;

/// <summary>The activity source <c>LibBpfSharp</c>: loading of objects, attaching of programs.</summary>
internal static class BpfActivities
{
    private static readonly ActivitySource s_source = new("LibBpfSharp");

    /// <returns><c>null</c> if nobody listens.</returns>
    public static Activity? StartLoad(string objectName) => s_source.StartActivity("bpf.load")?.SetTag("bpf.object", objectName);

    /// <param name="operation">The command, or what stands for it.</param>
    /// <param name="attachType">Where to, if the operation says so.</param>
    /// <returns><c>null</c> if nobody listens.</returns>
    public static Activity? StartAttach(string operation, BpfAttachType? attachType = null)
    {
        Activity? activity = s_source.StartActivity("bpf.attach")?.SetTag("bpf.operation", operation);
        if (attachType is { } type) activity?.SetTag("bpf.attach_type", type.ToShortName());
        return activity;
    }

    /// <summary>Ends an activity by what the kernel answered.</summary>
    /// <returns>The answer.</returns>
    public static nint End(this Activity? activity, nint result)
    {
        if (activity is null) return result;
        if (result < 0) activity.SetStatus(ActivityStatusCode.Error, ((Errno)(-result)).Describe());
        activity.Dispose();
        return result;
    }

    /// <summary>Ends an activity by an exception.</summary>
    public static void Fail(this Activity? activity, Exception exception) => activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
}
