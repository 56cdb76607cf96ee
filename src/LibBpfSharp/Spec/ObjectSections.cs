using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>The sections of an object, sorted by what they are to the loader.</summary>
internal sealed class ObjectSections
{
    internal required ElfFile File { get; init; }

    internal required ElfSymbolTable Symbols { get; init; }

    /// <summary>By section index.</summary>
    internal required SectionRole[] Roles { get; init; }

    /// <summary>The section of entry-less functions, 0 without one.</summary>
    internal int Text { get; set; }

    /// <summary>The section of declared maps, 0 without one.</summary>
    internal int Maps { get; set; }

    internal int Arena { get; set; }

    internal int JumpTables { get; set; }

    internal bool HasStructOps { get; set; }

    internal int Btf { get; set; }

    internal int BtfExtensions { get; set; }

    internal string License { get; set; } = "";

    internal Version? KernelVersion { get; set; }

    /// <summary>Whether something in the object cannot be understood without BTF, externs aside.</summary>
    internal bool NeedBtf => Maps != 0 || HasStructOps;

    internal SectionRole RoleOf(int section) => (uint)section < (uint)Roles.Length ? Roles[section] : SectionRole.None;

    internal ElfSection this[int section] => File.GetSection(section);
}
