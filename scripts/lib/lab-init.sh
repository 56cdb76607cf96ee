#!/bin/busybox sh
# shellcheck shell=dash
# The first process of the kernel lab: mounts, loads modules, runs the command, reports, switches off.
/bin/busybox --install -s /bin
export PATH=/app:/bin HOME=/root TMPDIR=/tmp TERM=dumb DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs tmpfs /tmp
mount -t securityfs securityfs /sys/kernel/security
mount -t debugfs debugfs /sys/kernel/debug
mount -t tracefs tracefs /sys/kernel/tracing
mount -t bpf bpffs /sys/fs/bpf
mount -t cgroup2 cgroup2 /sys/fs/cgroup
ln -s /proc/self/fd /dev/fd
ln -s /proc/self/fd/0 /dev/stdin
ln -s /proc/self/fd/1 /dev/stdout
ln -s /proc/self/fd/2 /dev/stderr
hostname lab
ip link set lo up
while read -r module; do
    insmod "/modules/$module" || echo "lab: cannot load $module" > /dev/console
done < /modules/order

# Ports appear when the host side has answered the driver.
mkdir /dev/lab
for _ in $(seq 100); do
    for port in /sys/class/virtio-ports/*; do
        name=$(cat "$port/name" 2> /dev/null)
        [ -z "$name" ] || ln -sf "/dev/${port##*/}" "/dev/lab/${name#lab.}"
    done
    [ ! -e /dev/lab/stdout ] || [ ! -e /dev/lab/stderr ] || [ ! -e /dev/lab/status ] || [ ! -e /dev/lab/out ] || [ ! -e /dev/lab/live ] || break
    usleep 20000
done

cd /lab || exit
setsid sh /lab.command < /dev/null > /dev/lab/stdout 2> /dev/lab/stderr
status=$?
tar -cf /dev/lab/out -C /out .
echo $status > /dev/lab/status
sync
poweroff -f
