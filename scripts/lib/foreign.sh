# The set "foreign": the repository's own fixtures as other compilers, a linker and strip leave them. Sourced by conformance.sh after corpus.sh.
# shellcheck shell=bash disable=SC2154

# compilers: every clang from 10 to 22 and every GCC for BPF that is here.
compilers() {
    local version
    for version in {10..22}; do command -v "clang-$version" || true; done
    command -v bpf-gcc bpf-unknown-none-gcc || true
}

# need_compilers: those the distribution offers; one it does not offer is left out.
need_compilers() {
    local version
    need clang-19 clang-19
    need llvm-strip-19 llvm-19
    for version in {10..22}; do
        command -v "clang-$version" > /dev/null || ! apt_offers "clang-$version" || apt_install "clang-$version"
    done
    command -v bpf-gcc > /dev/null || ! apt_offers gcc-bpf || apt_install gcc-bpf
}

# compile_foreign: NAME.COMPILER.bpf.o of each fixture; of clang 19's, big-endian and stripped ones, and each linked with its next two.
compile_foreign() {
    local into=$corpus/obj/foreign compiler source flags=(-O2 -D__TARGET_ARCH_x86) system sources=("$REPO"/tests/bpf/*.bpf.c)
    rm -rf "$into"
    mkdir -p "$into"
    mapfile -t system < <(system_headers)
    for compiler in $(compilers); do
        local options=(-gbtf -mcpu=v3 "${system[@]}")
        [[ $compiler == *gcc ]] || options=(-g --target=bpfel -mcpu=v3 -Wno-everything "${system[@]}")
        compile_fixtures "$into" "${compiler##*/}" "$compiler" "${flags[@]}" "${options[@]}"
    done
    compile_fixtures "$into" big-endian clang-19 "${flags[@]}" -g --target=bpfeb -mcpu=v3 -Wno-everything "${system[@]}"

    local modern=("$into"/*.clang-19.bpf.o) i j first second
    for ((i = 0; i < ${#modern[@]}; i++)); do
        first=$(basename "${modern[i]}" .clang-19.bpf.o)
        llvm-strip-19 -g -o "$into/$first.stripped.bpf.o" "${modern[i]}"
        llvm-strip-19 -o "$into/$first.bare.bpf.o" "${modern[i]}"
        for j in $(((i + 1) % ${#modern[@]})) $(((i + 2) % ${#modern[@]})); do
            second=$(basename "${modern[j]}" .clang-19.bpf.o)
            "$corpus/tools/bpftool" gen object "$into/$first+$second.bpf.o" "${modern[i]}" "${modern[j]}" 2> /dev/null ||
                rm -f "$into/$first+$second.bpf.o"
        done
    done
    echo "foreign: $(find "$into" -name '*.bpf.o' | wc -l) objects of ${#sources[@]} sources in $into" >&2
}

# compile_fixtures DIRECTORY LABEL COMPILER FLAG…: what the compiler refuses is left out.
compile_fixtures() {
    local into=$1 label=$2 compiler=$3 source name made=0
    shift 3
    for source in "$REPO"/tests/bpf/*.bpf.c; do
        name=$(basename "$source" .bpf.c)
        if "$compiler" "$@" -c "$source" -o "$into/$name.$label.bpf.o" 2> /dev/null; then
            made=$((made + 1))
        else
            rm -f "$into/$name.$label.bpf.o"
        fi
    done
    echo "foreign: $made by $label" >&2
}
