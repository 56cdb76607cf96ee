namespace LibBpfSharp.Interop;

/// <summary>Handing a handle over to the object made of it.</summary>
internal static class HandleGiving
{
    /// <summary>Makes the object that owns the handle from then on; the handle is disposed if that fails.</summary>
    public static T GiveTo<THandle, T>(this THandle handle, Func<THandle, T> taker)
        where THandle : BpfHandle
    {
        try
        {
            return taker(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }
}
