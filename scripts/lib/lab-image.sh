# The initramfs of the kernel lab. Sourced by kernel-lab.sh, whose `work`, `variables` and lab_kernel's results it uses.
# shellcheck shell=bash disable=SC2154,SC2015

# image_begin ROOT: an empty system with busybox and the init script.
image_begin() {
    image=$1
    mkdir -p "$image"/{bin,etc,lab,out,proc,sys,dev,tmp,run,root,var/tmp,modules}
    ln -s bin "$image/sbin"
    cp "$(readlink -f /bin/busybox)" "$image/bin/busybox"
    cp "$REPO/scripts/lib/lab-init.sh" "$image/init"
    chmod 755 "$image/init"
    echo 'root:x:0:0:root:/root:/bin/sh' > "$image/etc/passwd"
    echo 'root:x:0:' > "$image/etc/group"
    echo '127.0.0.1 localhost' > "$image/etc/hosts"
    : > "$image/modules/order"
}

# image_module NAME: a module and what it depends on, in loading order; one built into the kernel needs nothing.
image_module() {
    local word path name
    modprobe -d "${lab_modules%/lib/modules/*}" -S "$lab_release" --show-depends --ignore-install "$1" > "$work/depends" ||
        die "$lab_release has no module $1"
    while read -r word path _; do
        [ "$word" = insmod ] || continue
        name=$(basename "$path")
        name=${name%%.ko*}.ko
        [ ! -e "$image/modules/$name" ] || continue
        case $path in
            *.xz) xz -dc "$path" > "$image/modules/$name" ;;
            *.zst) zstd -dcq "$path" > "$image/modules/$name" ;;
            *) cp "$path" "$image/modules/$name" ;;
        esac
        echo "$name" >> "$image/modules/order"
    done < "$work/depends"
}

# image_add SOURCE TARGET: a file or folder, and the shared libraries of every program in it.
image_add() {
    [ -e "$1" ] || die "no $1 to bring in"
    mkdir -p "$image$(dirname "$2")"
    rm -rf "${image:?}$2"
    cp -RL "$1" "$image$2"
    local file magic
    while IFS= read -r -d '' file; do
        LC_ALL=C IFS= read -r -N 4 magic < "$file" && [ "$magic" = $'\x7fELF' ] || continue
        image_needs "$file"
        # .NET opens these by name.
        [[ $file != *libSystem.Security.Cryptography.Native.OpenSsl.so ]] || image_library libssl.so.3 libcrypto.so.3
    done < <(find "$1" -type f \( -perm -u+x -o -name '*.so*' \) -print0)
}

# image_needs PROGRAM: the shared libraries the dynamic linker would load for it.
image_needs() {
    local library
    while read -r library; do
        [ ! -e "$image$library" ] || continue
        mkdir -p "$image$(dirname "$library")"
        cp -L "$library" "$image$library"
    done < <(ldd "$1" 2> /dev/null | grep -o -E '/[^ ]+' || true)
}

# image_library NAME...: shared libraries by name, where the machine has them.
image_library() {
    local name path
    for name in "$@"; do
        path=$(ldconfig -p | awk -v name="$name" '$1 == name && /x86-64/ && !found++ { print $NF }')
        [ -n "$path" ] || die "this machine has no $name, which the publish opens"
        mkdir -p "$image$(dirname "$path")"
        cp -L "$path" "$image$path"
        image_needs "$path"
    done
}

# image_command ARGUMENT...: what the init script runs.
image_command() {
    local word
    {
        for word in "${variables[@]}"; do echo "export $(image_quote "$word")"; done
        printf 'exec'
        for word in "$@"; do printf ' %s' "$(image_quote "$word")"; done
        echo
    } > "$image/lab.command"
}

image_quote() { printf "'%s'" "${1//\'/\'\\\'\'}"; }

image_pack() { (cd "$image" && find . -mindepth 1 -print0 | cpio --null -o -H newc --quiet -R 0:0 > "$1"); }
