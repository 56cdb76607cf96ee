# Debian's cloud kernels, downloaded once. Sourced by kernel-lab.sh after debian.sh.
# shellcheck shell=bash disable=SC2154,SC2034

declare -A suite_of=([5.10]=bullseye [6.1]=bookworm [6.12]=trixie [7.2]=sid)

# lab_kernel VERSION: sets lab_image, lab_release, lab_modules and lab_config (empty where there is none), after a download if need be.
lab_kernel() {
    local home=$cache/kernels/$1
    if [ ! -e "$home/.complete" ]; then
        mkdir -p "$cache"
        exec {lock}> "$cache/kernels-$1.lock"
        flock "$lock"
        [ -e "$home/.complete" ] || lab_kernel_download "$1" "$home"
        exec {lock}>&-
    fi
    lab_image=$(find "$home" -name 'vmlinuz*' -type f -print -quit)
    lab_modules=$(dirname "$(find "$home" -name modules.order -print -quit)")
    lab_release=${lab_modules##*/}
    lab_config=$(find "$home" -type f \( -path "*/boot/config-$lab_release" -o -path "*/$lab_release/config" \) -print -quit)
}

lab_kernel_download() {
    local suite=${suite_of[$1]:-sid} package parts
    package=$(debian_newest "$suite" "linux-image-${1//./\\.}\\.[0-9].*-cloud-amd64")
    [ -n "$package" ] || die "$suite has no cloud kernel $1"
    say "downloading $package of $suite"
    # Since 7.0 the image package is only the sum of linux-base-, linux-binary- and linux-modules-RELEASE.
    parts=$(debian_apt "$suite" apt-cache depends "$package" | grep -o -E 'linux-(base|binary|modules)-[0-9].*' || true)
    rm -rf "$2"
    mkdir -p "$2"
    # shellcheck disable=SC2086
    debian_download "$suite" "$2/debs" "$package" $parts
    for deb in "$2"/debs/*.deb; do dpkg-deb -x "$deb" "$2/root"; done
    rm -r "$2/debs"
    [ -d "$2/root/lib" ] || ln -s usr/lib "$2/root/lib"
    find "$2/root" -name modules.order -printf '%h\n' | while read -r modules; do depmod -b "$2/root" "${modules##*/}"; done
    touch "$2/.complete"
}
