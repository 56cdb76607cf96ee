namespace LibBpfSharp;

public sealed partial class BpfObject
{
    /// <summary>Takes a map out of the loaded object, which no longer disposes of it: it outlives the object, and is the caller's to dispose.</summary>
    /// <param name="map">A map of the object.</param>
    /// <returns>The same map, which stays in <see cref="Maps"/>.</returns>
    /// <remarks>
    /// What refers to the map does so as before: programs, attachments, and the <see cref="Variables"/> of a data section, which can be read and set as long as the map is open.
    /// A map of operations (struct_ops) holds its programs and the object's program arrays from then on; <see cref="AttachAll"/> passes it over, and what that attached before stays the object's.
    /// A program array that is disposed loses its programs, unless an attachment or something else holds it. <see cref="BpfMap.Duplicate"/> leaves the map to the object.
    /// </remarks>
    /// <exception cref="ArgumentException">The map is not of this object.</exception>
    /// <exception cref="InvalidOperationException">The object is not loaded, the load left the map out, or it was taken before.</exception>
    /// <exception cref="ObjectDisposedException">The object or the map is disposed.</exception>
    /// <exception cref="BpfException">The process is out of descriptors (EMFILE), for a map of operations.</exception>
    public BpfMap Take(BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        lock (_gate)
        {
            CheckTakeable(Maps.Contains(map), $"Map '{map.Name}'", nameof(map));
            map.Leave(this);
            return map;
        }
    }

    /// <summary>Takes a program out of the loaded object, which no longer disposes of it: it outlives the object, and is the caller's to dispose.</summary>
    /// <param name="program">A program of the object.</param>
    /// <returns>The same program, which stays in <see cref="Programs"/>.</returns>
    /// <remarks>
    /// It holds the object's program arrays from then on, and so does what attaches it: tail calls go on when the object is disposed. The kernel keeps the other maps that it uses.
    /// <see cref="AttachAll"/> passes it over; what that attached before stays the object's. <see cref="BpfProgram.Duplicate"/> leaves the program to the object.
    /// </remarks>
    /// <exception cref="ArgumentException">The program is not of this object.</exception>
    /// <exception cref="InvalidOperationException">The object is not loaded, the load left the program out, or it was taken before.</exception>
    /// <exception cref="ObjectDisposedException">The object or the program is disposed.</exception>
    /// <exception cref="BpfException">The process is out of descriptors (EMFILE).</exception>
    public BpfProgram Take(BpfProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        lock (_gate)
        {
            CheckTakeable(Programs.Contains(program), $"Program '{program.Name}'", nameof(program));
            program.Leave(this);
            return program;
        }
    }

    private void CheckTakeable(bool isMember, string what, string parameter)
    {
        ObjectDisposedException.ThrowIf(_state is BpfObjectState.Disposed, this);
        if (!isMember) throw new ArgumentException($"{what} is not of object '{Name}': it is another object's, a clone, or a duplicate, which belong to who made them.", parameter);
        if (_state is not BpfObjectState.Loaded)
            throw new InvalidOperationException($"{what} can be taken out of object '{Name}' once that is loaded, and it is {_state}: call {nameof(Load)} first.");
    }
}
