#!/bin/sh
# Prove the README's two commands in a bare Debian root with nothing but python3. Needs root, debootstrap and a network.
#   tests/bare_debian.sh FOLDER [MIRROR]
# Settings this machine needs to reach its package indexes (pip.conf, certificates, apt) are carried over if present.
set -eu

folder=${1:?usage: tests/bare_debian.sh FOLDER [MIRROR]}
mirror=${2-}
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)

# shellcheck disable=SC2086
debootstrap --variant=minbase --include=python3,ca-certificates bookworm "$folder" $mirror >/dev/null
for name in etc/resolv.conf etc/pip.conf etc/ssl/certs/ca-certificates.crt; do
  [ -e "/$name" ] && cp -L "/$name" "$folder/$name"
done
mount --bind /proc "$folder/proc"
mount --bind /dev "$folder/dev"
trap 'umount "$folder/proc" "$folder/dev"' EXIT
git clone --quiet "$here" "$folder/root/kb"

bare() {
  chroot "$folder" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 KB_REQUIRE_ALL=1 sh -c "$1"
}
bare 'cd /root/kb && ./kb build'
bare 'cd / && /root/kb/kb build'
bare 'cd /root/kb && ./kb test'
