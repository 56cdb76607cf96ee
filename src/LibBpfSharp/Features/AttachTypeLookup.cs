using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Which attach types a kernel knows, read from its own <c>enum bpf_attach_type</c>: some commands say no more than EINVAL to one they do not know.</summary>
internal static class AttachTypeLookup
{
    /// <returns><c>true</c> only where the kernel shows its types and this is none of them.</returns>
    public static bool IsUnknown(Kernel kernel, BpfAttachType type)
    {
        try
        {
            if (!KernelBtf.Of(kernel).Types.TryFind("bpf_attach_type", BtfKind.Enum, out BtfType names)) return false;
            foreach (BtfEnumValue name in names.EnumValues)
            {
                // The last, which is not a type, has the number of the first unknown one.
                if (name.Name.StartsWith("__MAX", StringComparison.Ordinal)) return name.Value <= (long)type;
            }

            return false;
        }
        catch (BpfException)
        {
            return false; // without types to ask, what the command said is all there is
        }
    }
}
