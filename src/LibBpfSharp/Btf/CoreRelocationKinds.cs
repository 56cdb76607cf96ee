namespace LibBpfSharp.Btf;

/// <summary>The families of CO-RE relocations.</summary>
internal static class CoreRelocationKinds
{
    extension(CoreRelocationKind kind)
    {
        /// <summary>Whether a field is asked about.</summary>
        public bool IsAboutField => kind <= CoreRelocationKind.FieldRightShift64;

        /// <summary>Whether a type as a whole is asked about.</summary>
        public bool IsAboutType => kind is (>= CoreRelocationKind.TypeIdLocal and <= CoreRelocationKind.TypeSize) or CoreRelocationKind.TypeMatches;

        /// <summary>Whether an enumerator is asked about.</summary>
        public bool IsAboutEnumerator => kind is CoreRelocationKind.EnumValueExists or CoreRelocationKind.EnumValue;
    }
}
