namespace LibBpfSharp;

/// <summary>Error numbers of the Linux kernel.</summary>
public enum Errno
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary><c>EPERM</c>.</summary>
    EPERM = 1,
}
