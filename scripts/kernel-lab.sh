#!/usr/bin/env bash
# Runs a command on another kernel: Debian's cloud kernel under QEMU without KVM.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"
# shellcheck source=scripts/lib/debian.sh
source "$REPO/scripts/lib/debian.sh"
# shellcheck source=scripts/lib/lab-kernel.sh
source "$REPO/scripts/lib/lab-kernel.sh"
# shellcheck source=scripts/lib/lab-image.sh
source "$REPO/scripts/lib/lab-image.sh"

# A status of its own, so that a machine that failed is not taken for a command that did.
die() {
    say "kernel-lab.sh: $*"
    exit 125
}

usage() {
    cat << TEXT
usage: kernel-lab.sh [OPTION…] KERNEL -- COMMAND [ARGUMENT…]

Boots KERNEL (${!suite_of[*]}, or what lies in the cache) and runs COMMAND as root in /lab, on pure cgroup v2,
with bpffs, tracefs, debugfs, securityfs and loopback up. Standard output, standard error and the exit code
are COMMAND's; 125 and a line on standard error say that the machine panicked, hung or never came up.

  --file SRC[:DST]    brings in a file or folder (default DST: /lab/NAME), with the shared libraries it needs
  --publish PROJECT   brings in a self-contained Release publish of a project: /app, which is on PATH
  --framework NAME    of the publish (default net10.0)
  --out DIR           afterwards DIR receives what COMMAND wrote into /out
  --module NAME       loads a module of that kernel, and what it depends on, before COMMAND
  --env NAME=VALUE    in COMMAND's environment
  --live FILE         receives what COMMAND writes into /dev/lab/live, as it is written
  --timeout S         limit from power-on to exit (default 120)
  --idle S            limit of the time in which nothing was written to /dev/lab/live, which one process at a time can open
  --memory MIB        (default 1024, and more with the size of what is brought in)
  --cpus N            (default 2)
  --one-thread        emulates all CPUs in one thread: slower, but no CPU then runs code that another is just patching, over which
                      kernels that trace while they work trip sooner or later
  --append TEXT       more words on the kernel command line
  --console FILE      keeps the kernel's console (it is shown anyway when the machine fails)
Kernels are kept in $cache/kernels.
TEXT
    exit "$1"
}

files=() modules=() variables=() project='' framework=net10.0 out=''
live=/dev/null limit=120 idle='' memory='' cpus=2 threads=multi append='' console='' kernel=''
while [ $# -gt 0 ]; do
    case $1 in
        --file) files+=("$2"); shift ;;
        --publish) project=$2; shift ;;
        --framework) framework=$2; shift ;;
        --out) out=$2; shift ;;
        --module) modules+=("$2"); shift ;;
        --env) variables+=("$2"); shift ;;
        --live) live=$2; shift ;;
        --timeout) limit=$2; shift ;;
        --idle) idle=$2; shift ;;
        --memory) memory=$2; shift ;;
        --cpus) cpus=$2; shift ;;
        --one-thread) threads=single ;;
        --append) append=$2; shift ;;
        --console) console=$2; shift ;;
        -h | --help) usage 0 ;;
        --) shift; break ;;
        -*) usage 2 >&2 ;;
        *) [ -z "$kernel" ] || usage 2 >&2; kernel=$1 ;;
    esac
    shift
done
if [ -z "$kernel" ] || [ $# = 0 ]; then usage 2 >&2; fi
[ -z "$idle" ] || [ "$live" != /dev/null ] || die "--idle needs --live"

need qemu-system-x86_64 qemu-system-x86
need cpio cpio
need xz xz-utils
need zstd zstd
need depmod kmod
need_file /bin/busybox busybox-static
work=$(mktemp -d "${TMPDIR:-/tmp}/kernel-lab.XXXXXX")
machine='' watch=''
readers=()
# shellcheck disable=SC2317
cleanup() {
    [ -z "$watch" ] || kill "$watch" 2> /dev/null || true
    [ -z "$machine" ] || kill "$machine" 2> /dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

lab_kernel "$kernel"
image_begin "$work/root"
[ -z "$lab_config" ] || image_add "$lab_config" "/boot/config-$lab_release"
for module in virtio_pci virtio_console "${modules[@]}"; do image_module "$module"; done
if [ -n "$project" ]; then
    # One folder a checkout, and one publish at a time: several kernels may be run side by side.
    published=$cache/publish/$(basename "$project")-$framework-$(realpath "$project" | sha256sum | cut -c 1-8)
    mkdir -p "$published"
    exec {publishing}> "$published.lock"
    flock "$publishing"
    dotnet publish "$project" -c Release -f "$framework" -r linux-x64 --self-contained -p:PublishReadyToRun=true -o "$published" -v q -nologo 1>&2 {publishing}>&- ||
        die "cannot publish $project"
    image_add "$published" /app
    exec {publishing}>&-
fi
for file in "${files[@]}"; do
    source=${file%%:*}
    target=${file#"$source"}
    target=${target#:}
    image_add "$source" "${target:-/lab/$(basename "$source")}"
done
image_command "$@"
image_pack "$work/initramfs"
size=$(($(stat -c %s "$work/initramfs") / 1048576))

# One fifo a stream, so that output arrives as it is written and never mixes with the kernel's.
for stream in stdout stderr status out; do mkfifo "$work/$stream"; done
cat "$work/stdout" & readers+=($!)
cat "$work/stderr" >&2 & readers+=($!)
cat "$work/status" > "$work/result" & readers+=($!)
if [ -n "$out" ]; then mkdir -p "$out" && tar -xf - -C "$out" < "$work/out" & else cat "$work/out" > /dev/null & fi
readers+=($!)

ports=()
[ "$live" = /dev/null ] || { : > "$live" && touch "$live"; }
ln -s "$(realpath "$live")" "$work/live"
for stream in stdout stderr status out live; do
    ports+=(-chardev "file,id=$stream,path=$work/$stream" -device "virtserialport,chardev=$stream,name=lab.$stream")
done

# Ends the machine at either limit, and leaves a word about it. Whoever is killed is asked twice.
watch_machine() {
    local began=$SECONDS
    while sleep 1; do
        if ((SECONDS - began >= limit)); then
            echo "gave no answer within $limit s" > "$work/ended"
        elif [ -n "$idle" ] && (($(date +%s) - $(stat -L -c %Y "$work/live") >= idle)); then
            echo "made no progress for $idle s" > "$work/ended"
        else
            continue
        fi
        kill "$machine"
        sleep 5
        kill -KILL "$machine"
        return
    done
}

# no_timer_check: on a busy machine an emulated timer comes late, and the kernel would take it for broken.
qemu-system-x86_64 -M q35 -accel "tcg,thread=$threads" -cpu max -smp "$cpus" \
    -m "${memory:-$((1024 + 3 * size))}" -nodefaults -display none -no-reboot \
    -kernel "$lab_image" -initrd "$work/initramfs" -serial "file:$work/console" \
    -device virtio-serial-pci "${ports[@]}" \
    -append "console=ttyS0 loglevel=4 panic=-1 oops=panic mitigations=off no_timer_check lsm=lockdown,capability,landlock,bpf $append" \
    < /dev/null &
machine=$!
watch_machine > /dev/null 2>&1 &
watch=$!
status=0
wait "$machine" || status=$?
machine=
kill "$watch" 2> /dev/null || true
watch=
wait "${readers[@]}" || true
[ -z "$console" ] || cp "$work/console" "$console"
[ -s "$work/result" ] || {
    tail -n 40 "$work/console" >&2
    [ ! -e "$work/ended" ] || die "$lab_release $(cat "$work/ended")"
    grep -q -E 'Kernel panic|Oops' "$work/console" && die "$lab_release panicked"
    die "$lab_release ended without an exit code (qemu: $status)"
}
exit "$(cat "$work/result")"
