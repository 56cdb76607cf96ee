using System.Runtime.InteropServices;

namespace LibBpfSharp.Tracing;

/// <summary>What an object's programs are told about the probes they are at: one entry of a map for each way the arguments lie. One of each object.</summary>
internal sealed class UsdtSpecs
{
    private const string SpecsName = "__bpf_usdt_specs";
    private const string AddressesName = "__bpf_usdt_ip_to_spec_id";
    private const string Header = "#include <bpf/usdt.bpf.h> in the program's source, and keep its maps";

    private readonly BpfMap _specs;
    private readonly object _gate = new();
    private readonly Stack<uint> _free = new();
    private uint _next;

    private UsdtSpecs(BpfMap specs, BpfMap addresses, UsdtSpecLayout layout)
    {
        _specs = specs;
        Addresses = addresses;
        Layout = layout;
    }

    /// <summary>Entries by the address of the place; used where the kernel has no cookies.</summary>
    public BpfMap Addresses { get; }

    public UsdtSpecLayout Layout { get; }

    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.MissingParameter"/>: the object lacks the maps, or they are of another make.</exception>
    public static UsdtSpecs Of(BpfObject owner, BpfProgram program, string place)
    {
        if (!owner.Maps.TryGet(SpecsName, out BpfMap? specs) || !owner.Maps.TryGet(AddressesName, out BpfMap? addresses))
        {
            throw TracingFailure.Refuse(
                program.Name, place, $"object '{owner.Name}' has no maps '{SpecsName}' and '{AddressesName}', by which programs read arguments. {Header}.", BpfAttachError.MissingParameter);
        }

        UsdtSpecLayout layout = UsdtSpecLayout.OfSize(specs.ValueSize) ?? throw TracingFailure.Refuse(
            program.Name, place, $"map '{SpecsName}' has values of {specs.ValueSize} bytes, which no version of usdt.bpf.h is known for.", BpfAttachError.MissingParameter);
        return new(specs, addresses, layout);
    }

    /// <summary>Writes an entry to a free place.</summary>
    /// <returns>Its number; <c>null</c> where the map is full.</returns>
    public uint? TryAdd(ReadOnlySpan<UsdtArgument> arguments, ulong cookie)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out uint id))
            {
                if (_next == _specs.MaxEntries) return null;
                id = _next++;
            }

            try
            {
                _specs.Update(MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in id)), Layout.Write(arguments, cookie));
                return id;
            }
            catch
            {
                _free.Push(id);
                throw;
            }
        }
    }

    /// <summary>Makes entries free again. What is written there stays until they are used anew: nothing refers to it.</summary>
    public void Remove(IEnumerable<uint> ids)
    {
        lock (_gate)
        {
            foreach (uint id in ids) _free.Push(id);
        }
    }
}
