#!/bin/sh
# Builds the libbpf side of the benchmarks, linked statically.
#
#   bench/native/build.sh [PREFIX]
#
# PREFIX is where a libbpf is installed: PREFIX/lib/libbpf.a and PREFIX/include/bpf. Without it the system's is taken (libbpf-dev).
# The programs go to artifacts/bench/libbpf-btf, libbpf-load, libbpf-map and libbpf-ring; their paths and the version of libbpf are printed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$here/../.." && pwd)/artifacts/bench
mkdir -p "$out"

if [ $# -gt 0 ]; then
    include="-I$1/include"
    libbpf=$1/lib/libbpf.a
    version=$(PKG_CONFIG_PATH="$1/lib/pkgconfig" pkg-config --modversion libbpf)
else
    include=$(pkg-config --cflags libbpf)
    libbpf=$(pkg-config --variable=libdir libbpf)/libbpf.a
    version=$(pkg-config --modversion libbpf)
fi

for side in btf load map ring; do
    # shellcheck disable=SC2086
    cc -std=gnu11 -O2 -Wall $include -o "$out/libbpf-$side" "$here/$side.c" "$libbpf" -lelf -lz -lpthread
    echo "$out/libbpf-$side (libbpf $version)"
done
