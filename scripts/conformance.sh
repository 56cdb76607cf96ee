#!/usr/bin/env bash
# Judges bpfsharp verify against libbpf on the kernel's own selftest objects.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"
# shellcheck source=scripts/lib/debian.sh
source "$REPO/scripts/lib/debian.sh"
# shellcheck source=scripts/lib/corpus.sh
source "$REPO/scripts/lib/corpus.sh"
# shellcheck source=scripts/lib/foreign.sh
source "$REPO/scripts/lib/foreign.sh"

sets=(st61-v3 st612-v3 st72-v3 st72k72-v4 core-st612-v3 core-st72-v3)

usage() {
    cat << TEXT
usage: conformance.sh [--sets A,B…] [--jobs N] [--timeout S] [--attach] [--again] [--conformance DIR] [STAGE…]

Stages, in this order (default: all but the last two):
  fetch     the kernel source packages of Debian, and 7.2's vmlinux.h
  build     libbpf, bpftool and verdict; then the objects of every set
  verdict   libbpf's verdict on every object, as root (verdict/SET.jsonl)
  ours      bpfsharp verify --json on the same files (ours/SET.jsonl)
  agree     the figures of agree.py and every disagreement (agree/SET.txt)
  offline   the lab's objects relocated here against 7.2's types, compared with the streams libbpf handed to 7.2
  baseline  the same figures of the recorded baseline against verdict/: is this the corpus it was taken on?

Sets: ${sets[*]} (by default);
foreign (this repository's fixtures by every clang and GCC here, linked, stripped, big-endian); st61-clang-14, st61-clang-16, st61-bpf-gcc;
in the kernel lab lab510-st and lab61-st (st61-v3 on 5.10 and 6.1) and lab72-st (part of st72k72-v4 on 7.2)

  --jobs N       objects compiled or judged at a time (default 1)
  --timeout S    limit of one step of the judging (default 600)
  --attach       ours attaches too (libbpf always does)
  --again        judge again what was judged before
  --conformance  where verdict.c and agree.py are (default \$CONFORMANCE_DIR or ../shared/conformance beside the repository)
Everything lies in $corpus.
TEXT
    exit "$1"
}

jobs=1 limit=600 published=$REPO/artifacts/conformance again='' attach=() stages=()
conformance=${CONFORMANCE_DIR:-$REPO/../shared/conformance}
while [ $# -gt 0 ]; do
    case $1 in
        --sets) IFS=, read -r -a sets <<< "$2"; shift ;;
        --jobs) jobs=$2; shift ;;
        --timeout) limit=$2; shift ;;
        --attach) attach=(--attach) ;;
        --again) again=1 ;;
        --conformance) conformance=$2; shift ;;
        -h | --help) usage 0 ;;
        fetch | build | verdict | ours | agree | offline | baseline) stages+=("$1") ;;
        *) usage 2 >&2 ;;
    esac
    shift
done
[ ${#stages[@]} -gt 0 ] || stages=(fetch build verdict ours agree)
for set in "${sets[@]}"; do
    [ -n "${set_kernel[$(objects_of "$set")]:-}" ] || die "no set $set"
done
[ -f "$conformance/verdict.c" ] || die "no verdict.c in $conformance: name its folder with --conformance"
conformance=$(realpath "$conformance")

stage_fetch() {
    need xz xz-utils
    local set
    for set in "${sets[@]}"; do fetch_source "${set_kernel[$(objects_of "$set")]}"; done
    fetch_source 7.2
    fetch_types
}

stage_build() {
    need clang-19 clang-19
    need make make
    need gcc gcc
    need_file /usr/include/gelf.h libelf-dev
    need_file /usr/include/zlib.h zlib1g-dev
    need_file /usr/include/zstd.h libzstd-dev
    build_libbpf
    build_bpftool
    make -s -C "$conformance" LIBBPF="$corpus/tools/libbpf" BUILD="$corpus/tools"
    local set
    for set in "${sets[@]}"; do
        case $set in
            foreign) need_compilers; compile_foreign ;;
            *)
                [ "${set_compiler[$(objects_of "$set")]}" = clang-19 ] || need_compilers
                compile_set "$(objects_of "$set")"
                ;;
        esac
    done
}

# judge DIRECTORY JUDGE: runs a judge over every selected set, a set at a time, into DIRECTORY/SET.jsonl.
judge() {
    local into=$corpus/$1 set
    mkdir -p "$into"
    for set in "${sets[@]}"; do
        [ -n "$again" ] || [ ! -s "$into/$set.jsonl" ] || continue
        case $set in
            core-*) judge_matrix "$2" "$corpus/obj/${set#core-}" ;;
            lab*) judge_in_lab "$2" "$set" ;;
            *) "judge_$2" "$corpus/obj/$set" "$corpus/obj/$set"/*.bpf.o ;;
        esac > "$into/$set.part"
        mv "$into/$set.part" "$into/$set.jsonl"
        say "$set: $(grep -c '^{"k":"obj"' "$into/$set.jsonl") objects judged"
    done
}

# judge_matrix JUDGE OBJECTS: the CO-RE matrix; of the many runs only the first says which kernel it was.
judge_matrix() {
    core_pairs "$2" | while read -r object types; do "judge_$1" "$2" --btf "$types" "$object"; done | awk 'NR == 1 || !/^{"k":"run"/'
}

# judge_libbpf OBJECTS [--btf FILE] OBJECT…: libbpf attaches in every set but the matrix, as the baseline did.
judge_libbpf() {
    local objects=$1 options=(-a)
    shift
    [ "$1" != --btf ] || { options=(-B "$2"); shift 2; }
    "$corpus/tools/verdict" "${options[@]}" -j "$jobs" -t "$limit" -b "$objects/" "$@"
}

judge_ours() {
    local objects=$1
    shift
    "$published/bpfsharp" verify --json --cost "${attach[@]}" -j "$jobs" --timeout "$limit" --prefix "$objects/" "$@"
}

# judge_in_lab JUDGE SET: its objects on its kernel; of a set with a recorded baseline, those that has.
judge_in_lab() {
    local objects recorded=$conformance/baseline/$2.jsonl.gz chosen=$corpus/lab/objects bring=() command
    objects=$corpus/obj/$(objects_of "$2")
    if [ -e "$recorded" ]; then
        rm -rf "$chosen"
        mkdir -p "$chosen"
        lab_names "$recorded" | while read -r name; do cp "$objects/$name" "$chosen/"; done
        objects=$chosen
    fi
    if [ "$1" = ours ]; then
        bring=(--publish "$REPO/src/LibBpfSharp.Tool")
        command="bpfsharp verify --json --cost ${attach[*]} -j 2 --timeout 900 --prefix ./"
    else
        bring=(--file "$corpus/tools/verdict:/bin/verdict")
        command='verdict -a -j 2 -t 900 -b ./'
    fi
    "$REPO/scripts/kernel-lab.sh" --timeout 10800 --memory 4096 --file "$objects:/objects" "${bring[@]}" "${lab_boots[$2]}" -- \
        sh -c "cd /objects && $command ./*.bpf.o"
}

stage_verdict() { judge verdict libbpf; }

publish_ours() { dotnet publish "$REPO/src/LibBpfSharp.Tool" -v q -nologo -f net10.0 -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true -o "$published" >&2; }

stage_ours() {
    publish_ours
    again=1 judge ours ours
}

# compare LEFT RIGHT INTO: every disagreement over the selected sets, into INTO/SET.txt too; then agree.py's figures.
compare() {
    local pairs set left status=0
    pairs=$(mktemp -d)
    mkdir -p "$pairs/left" "$pairs/right" "$3"
    for set in "${sets[@]}"; do
        left=$(find "$1" -name "$set.jsonl*")
        # shellcheck disable=SC2015
        [ -n "$left" ] && [ -e "$2/$set.jsonl" ] || die "$set was not judged yet"
        ln -s "$left" "$pairs/left/"
        ln -s "$2/$set.jsonl" "$pairs/right/"
        python3 "$conformance/compare.py" "$left" "$2/$set.jsonl" > "$3/$set.txt" || true
        cat "$3/$set.txt"
    done
    python3 "$conformance/agree.py" "$pairs/left" "$pairs/right" || status=$?
    rm -r "$pairs"
    return $status
}

# The types come from a boot of 7.2; the relocating needs neither that kernel nor a privilege.
stage_offline() {
    local into=$corpus/offline objects=() recorded=$conformance/baseline/lab72-st.jsonl.gz
    mkdir -p "$into"
    [ -s "$into/vmlinux" ] || "$REPO/scripts/kernel-lab.sh" --out "$into" 7.2 -- sh -c 'cat /sys/kernel/btf/vmlinux > /out/vmlinux; cat /proc/kallsyms > /out/kallsyms'
    mapfile -t objects < <(lab_names "$recorded" | sed "s|^|$corpus/obj/st72k72-v4/|")
    publish_ours
    "$published/bpfsharp" relocate --json --btf "$into/vmlinux" --kallsyms "$into/kallsyms" \
        --prefix "$corpus/obj/st72k72-v4/" "${objects[@]}" > "$into/ours.jsonl" || true # 1: a program that cannot be relocated, as recorded
    python3 "$REPO/scripts/lib/same-streams.py" "$recorded" "$into/ours.jsonl"
}

stage_agree() {
    local status=0 set
    compare "$corpus/verdict" "$corpus/ours" "$corpus/agree" || status=$?
    for set in "${sets[@]}"; do
        echo "$set at most: $(largest own "$set") ms of a step outside bpf(2), $(largest heap "$set") kB of live heap after it"
    done
    return $status
}

# largest MEMBER SET: the largest value of a member over what ours said of a set.
largest() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" "$corpus/ours/$2.jsonl" | sort -n | tail -n 1; }

stage_baseline() { compare "$conformance/baseline" "$corpus/verdict" "$corpus/baseline"; }

for stage in "${stages[@]}"; do "stage_$stage"; done
