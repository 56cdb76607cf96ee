namespace LibBpfSharp;

public sealed partial class BpfObject
{
    private readonly OrderedAttachments _attachments = new();

    /// <summary>The programs and maps whose attachments were taken out of the object.</summary>
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>What <see cref="AttachAll"/> attached, by the name of the program or struct_ops map. The object disposes of them.</summary>
    public IReadOnlyDictionary<string, IBpfAttachment> Attachments => _attachments.ByName;

    /// <summary>
    /// Attaches the loaded programs whose <see cref="BpfProgram.AutoAttach"/> is on, in the object's order, and then the struct_ops maps
    /// whose <see cref="BpfMap.AutoAttach"/> is on: all of them, or, after an exception, none.
    /// </summary>
    /// <param name="options">What they are attached to, where their sections do not say it; <c>null</c> for none.</param>
    /// <remarks>
    /// Programs that are never attached are passed over: syscall programs, those of struct_ops and of device and CPU maps. So are those that
    /// <see cref="Attachments"/> has already, which lets a second call attach what the first was to skip, and what was taken out of the object, attachments as well.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The object is not loaded.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    /// <exception cref="ArgumentException">The options are for a program that the object does not have.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NoTarget"/>: nothing names the place of a program; or as for <see cref="BpfProgram.Attach(BpfAttachOptions)"/>.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel lacks a kind of attachment.</exception>
    /// <exception cref="BpfPermissionException">A capability is missing, or a security module refuses.</exception>
    /// <example>
    /// <code>
    /// tracing.AttachAll();                                   // each loaded program where its section says
    /// foreach ((string name, IBpfAttachment attachment) in tracing.Attachments)
    ///     Console.WriteLine($"{name}: program {attachment.ProgramId}");
    /// tracing.DetachAll();                                   // so does disposing the object
    /// </code>
    /// </example>
    public void AttachAll(BpfAttachAllOptions? options = null)
    {
        options ??= BpfAttachAllOptions.Plain;
        lock (_gate)
        {
            RequireLoaded(nameof(AttachAll));
            if (options.Programs.Keys.FirstOrDefault(name => !Programs.Contains(name)) is { } unknown)
                throw new ArgumentException($"The options are for a program '{unknown}', which object '{Name}' does not have.", nameof(options));

            OrderedAttachments made = new();
            try
            {
                foreach (BpfProgram program in Programs) Attach(program, options, made);
                foreach (BpfMap map in Maps)
                {
                    if (map is { Type: BpfMapType.StructOps, AutoAttach: true, IsLoaded: true } && map.IsOf(this) && !IsAttached(map.Name)) made.Add(map.Name, map.AttachStructOps());
                }
            }
            catch
            {
                made.Clear();
                throw;
            }

            made.MoveTo(_attachments);
        }
    }

    /// <summary>Ends what <see cref="AttachAll"/> attached, latest first, but for what was pinned or disconnected.</summary>
    public void DetachAll()
    {
        lock (_gate) _attachments.Clear();
    }

    /// <summary>
    /// Pins the links of <see cref="Attachments"/> in a directory of a BPF file system, all of them or, after an exception, none: their programs then run on when the process ends.
    /// </summary>
    /// <param name="directory">Made where missing, mode 0700. Each link gets a file named for its program, with <c>_</c> for dots.</param>
    /// <remarks>Links that were attached one by one are not among them: <see cref="BpfLink.Pin"/> pins each. Those pinned at that path already are passed over. Linux 5.7.</remarks>
    /// <exception cref="InvalidOperationException">The object is not loaded, it has no <see cref="Attachments"/>, a program is attached without a link, or a link has another <see cref="BpfLink.PinPath"/> already.</exception>
    /// <exception cref="BpfNotSupportedException">A link is none of the kernel's own, which alone can be pinned (<see cref="BpfLink.Pin"/>).</exception>
    /// <inheritdoc cref="BpfFs.Pin(BpfMap, string)" path="/exception[not(contains(@cref, 'InvalidOperation'))]"/>
    public void PinLinks(string directory)
    {
        lock (_gate)
        {
            RequireLoaded(nameof(PinLinks));
            if (Attachments.Count == 0) throw new InvalidOperationException($"Object '{Name}' has no attachments: {nameof(AttachAll)} makes them. Links attached one by one are pinned one by one.");
            PinSet.Make(Attachments.Select(attachment => (Func<Action>)(() => Pin(attachment.Key, attachment.Value, PinSet.PathOf(directory, attachment.Key)))));
        }
    }

    /// <summary>Removes the pins of the links of <see cref="Attachments"/>: they last as long as this object again.</summary>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>: somebody else removed one. The others are removed.</exception>
    /// <exception cref="InvalidOperationException">The object is not loaded.</exception>
    public void UnpinLinks()
    {
        lock (_gate)
        {
            RequireLoaded(nameof(UnpinLinks));
            PinSet.Remove(Attachments.Values.OfType<BpfLink>().Where(link => link.PinPath is not null).Select(link => (Action)link.Unpin));
        }
    }

    private static Action Pin(string name, IBpfAttachment attachment, string path)
    {
        if (attachment is not BpfLink link) throw new InvalidOperationException($"'{name}' is attached without a link, and nothing else of an attachment can be pinned.");
        if (link.PinPath == path) return static () => { };
        return link.PinUndoably(path);
    }

    partial void EndAttachments() => _attachments.Clear();

    private bool IsAttached(string name) => Attachments.ContainsKey(name) || _taken.Contains(name);

    private void Attach(BpfProgram program, BpfAttachAllOptions options, OrderedAttachments made)
    {
        if (program is not { AutoAttach: true, IsLoaded: true } || !program.IsOf(this) || IsAttached(program.Name)) return;
        AttachWay? way = AttachWays.Of(program);
        if (way is { TryAttach: null }) return;
        IBpfAttachment? attachment = way?.TryAttach!.Invoke(new AttachRequest(program, options.For(program)));
        if (attachment is not null) made.Add(program.Name, attachment);
        else if (!options.SkipWithoutTarget) throw AttachWay.NoTarget(program, way);
    }
}
