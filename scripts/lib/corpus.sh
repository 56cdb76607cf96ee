# The corpus: what is built, from which Debian source package, with which flags. Sourced by conformance.sh
# after debian.sh; `jobs` is its number of parallel compilers.
# shellcheck shell=bash disable=SC2154,SC2034

corpus=$cache/conformance

# set → kernel source, instruction set, whose vmlinux.h (running: this machine's kernel).
declare -A set_kernel=([foreign]=7.2 [st61-v3]=6.1 [st612-v3]=6.12 [st72-v3]=7.2 [st72k72-v4]=7.2)
declare -A set_cpu=([st61-v3]=v3 [st612-v3]=v3 [st72-v3]=v3 [st72k72-v4]=v4)
declare -A set_types=([st61-v3]=running [st612-v3]=running [st72-v3]=running [st72k72-v4]=7.2)
declare -A set_compiler=([st61-v3]=clang-19 [st612-v3]=clang-19 [st72-v3]=clang-19 [st72k72-v4]=clang-19)
declare -A kernel_suite=([6.1]=bookworm [6.12]=trixie [7.2]=sid)

# set judged in the kernel lab → its kernel, and the set its objects are of.
declare -A lab_boots=([lab510-st]=5.10 [lab61-st]=6.1 [lab72-st]=7.2)
declare -A lab_objects=([lab510-st]=st61-v3 [lab61-st]=st61-v3 [lab72-st]=st72k72-v4)

# The selftests of 6.1 by other compilers: what of them compiles.
for compiler in clang-14 clang-16 bpf-gcc; do
    set_kernel[st61-$compiler]=6.1 set_cpu[st61-$compiler]=v3 set_types[st61-$compiler]=running set_compiler[st61-$compiler]=$compiler
done

# objects_of SET: the set whose objects it judges.
objects_of() {
    case $1 in
        core-*) echo "${1#core-}" ;;
        *) echo "${lab_objects[$1]:-$1}" ;;
    esac
}

# lab_names BASELINE: the objects a recorded baseline holds.
lab_names() { zcat "$1" | sed -n 's/^{"k":"obj","o":"\([^"]*\)".*/\1/p'; }

# fetch_source KERNEL: the parts of that kernel's source that the selftests and libbpf need.
fetch_source() {
    local tree=$corpus/src/linux-$1
    [ ! -e "$tree/.complete" ] || return 0
    debian_download "${kernel_suite[$1]}" "$corpus/debs" "linux-source-$1"
    mkdir -p "$tree"
    dpkg-deb --fsys-tarfile "$corpus/debs/linux-source-$1"_*.deb | tar -xO --wildcards "*/linux-source-$1.tar.xz" |
        tar -xJ -C "$tree" --strip-components=1 --wildcards \
            "linux-source-$1/"{Makefile,tools,scripts/bpf_doc.py,include/uapi,kernel/bpf,'arch/*/include/uapi'}
    touch "$tree/.complete"
}

# fetch_types: 7.2's vmlinux.h.
fetch_types() {
    local types=$corpus/types/7.2
    [ ! -e "$types/vmlinux.h" ] || return 0
    debian_download sid "$corpus/debs" linux-bpf-dev
    mkdir -p "$types"
    dpkg-deb --fsys-tarfile "$corpus/debs"/linux-bpf-dev_7.2*.deb | tar -xO --wildcards '*/vmlinux.h' > "$types/part"
    mv "$types/part" "$types/vmlinux.h"
}

# build_libbpf: 7.2's libbpf, static, with the headers of its time.
build_libbpf() {
    local prefix=$corpus/tools/libbpf source=$corpus/src/linux-7.2/tools
    [ ! -e "$prefix/include/linux/btf.h" ] || return 0
    mkdir -p "$corpus/build/libbpf" "$prefix/include/linux"
    make -s -C "$source/lib/bpf" -j "$jobs" OUTPUT="$corpus/build/libbpf/" prefix="$prefix" libdir="$prefix/lib" install
    cp "$source/include/uapi/linux"/{bpf,bpf_common,btf}.h "$prefix/include/linux/"
}

# build_bpftool: the one program of 7.2's bpftool that writes the running kernel's vmlinux.h.
build_bpftool() {
    [ ! -x "$corpus/tools/bpftool" ] || return 0
    mkdir -p "$corpus/build/bpftool"
    make -s -C "$corpus/src/linux-7.2/tools/bpf/bpftool" -j "$jobs" OUTPUT="$corpus/build/bpftool/" bootstrap
    cp "$corpus/build/bpftool/bootstrap/bpftool" "$corpus/tools/"
}

# types_of SET: the folder of its vmlinux.h; the running kernel's goes by the hash of its BTF.
types_of() {
    local types=$corpus/types/${set_types[$1]}
    if [ "${set_types[$1]}" = running ]; then
        types=$corpus/types/running-$(sha256sum /sys/kernel/btf/vmlinux | cut -c 1-12)
        if [ ! -e "$types/vmlinux.h" ]; then
            mkdir -p "$types"
            "$corpus/tools/bpftool" btf dump file /sys/kernel/btf/vmlinux format c > "$types/part"
            mv "$types/part" "$types/vmlinux.h"
        fi
    fi
    echo "$types"
}

# system_headers: the host's folders of headers, as flags.
system_headers() { clang-19 -v -E -x c /dev/null 2>&1 | sed -n '/<...> search starts here:/,/^End/{s/^ /-idirafter/p}'; }

# compile_set SET: every program of the selftests into obj/SET; what does not compile is listed in obj/SET.failed.
compile_set() {
    local tree=$corpus/src/linux-${set_kernel[$1]}/tools headers=$corpus/headers/${set_kernel[$1]}
    local into=$corpus/obj/$1 types
    [ ! -e "$into.failed" ] || return 0
    types=$(types_of "$1")
    if [ ! -e "$headers/include/bpf/bpf_helpers.h" ]; then
        mkdir -p "$corpus/build/headers-${set_kernel[$1]}"
        make -s -C "$tree/lib/bpf" OUTPUT="$corpus/build/headers-${set_kernel[$1]}/" prefix="$headers" install_headers
    fi
    mkdir -p "$into"
    local flags=() system
    mapfile -t system < <(system_headers)
    case ${set_compiler[$1]} in
        *gcc) flags=(-gbtf -O2 "-mcpu=${set_cpu[$1]}") ;;
        *) flags=(-g -O2 --target=bpfel "-mcpu=${set_cpu[$1]}" -mlittle-endian -Wno-everything) ;;
    esac
    flags+=(-D__TARGET_ARCH_x86
        "-I$types" "-I$tree/testing/selftests/bpf" "-I$headers/include" "-I$tree/include/uapi" "-I$tree/include"
        "-I$tree/testing/selftests/bpf/libarena/include" "${system[@]}")
    flags+=(-std=gnu11 -fno-strict-aliasing -fms-extensions
        -Werror=implicit-function-declaration -DENABLE_ATOMICS_TESTS)
    # Objects hold the folder they were compiled in: it is always the same one.
    (cd "$corpus" && printf '%s\0' "$tree"/testing/selftests/bpf/progs/*.c |
        INTO=$into COMPILER=${set_compiler[$1]} xargs -0 -n 1 -P "$jobs" "$BASH" "$REPO/scripts/lib/compile-one.sh" "${flags[@]}")
    find "$into" -name '*.error' -printf '%f\n' | sed 's,.bpf.o.error,.c,' | sort > "$into.failed"
    echo "$1: $(find "$into" -name '*.bpf.o' | wc -l) objects in $into" >&2
}

# core_pairs DIRECTORY: the CO-RE matrix, one "object types" a line.
core_pairs() {
    local object family types
    for object in "$1"/test_core_reloc_*.bpf.o; do
        family=${object##*/test_core_reloc_}
        family=${family%.bpf.o}
        family=${family%_direct}
        family=${family%_probed}
        for types in "$1/btf__core_reloc_$family".bpf.o "$1/btf__core_reloc_$family"___*.bpf.o; do
            [ ! -e "$types" ] || echo "$object $types"
        done
    done
}
