#!/usr/bin/env bash
# Unpacks a newer Debian beside this machine's own, for its newer Erlang/OTP, Elixir and QEMU.
#
#   Toolchain/newer-debian.sh [SUITE] [FOLDER]
#
#   forky    OTP 29, Elixir 1.20, QEMU 11 (the default)
#   trixie   OTP 27, Elixir 1.18, QEMU 10
#
# FOLDER is /opt/debian-SUITE unless given. Run a program of it with chroot FOLDER PROGRAM; files go in and out through
# FOLDER/tmp. Needs root, takes about half a minute and 1.5 GB. Does nothing where FOLDER is already complete.
set -euo pipefail

if [[ ${1-} == -* || $# -gt 2 ]]; then
  [[ ${1-} == --help ]] && sed -n '2,11s/^# \{0,1\}//p' "$0" && exit 0
  echo 'usage: newer-debian.sh [SUITE] [FOLDER]' >&2
  exit 2
fi
suite=${1:-forky}
folder=${2:-/opt/debian-$suite}

if [[ -x $folder/usr/bin/qemu-system-arm && -x $folder/usr/bin/erlc && -x $folder/usr/bin/elixirc ]]; then
  echo "$folder is complete"
  exit 0
fi
[[ $(id -u) == 0 ]] || {
  echo 'newer-debian.sh: debootstrap and chroot need root' >&2
  exit 1
}

command -v debootstrap >/dev/null || { apt-get update -q && apt-get install -yq debootstrap; }
# debootstrap knows a suite by its script; a newer one than itself is made like sid.
[[ -e /usr/share/debootstrap/scripts/$suite ]] || ln -s sid "/usr/share/debootstrap/scripts/$suite"

# The mirror is the one that this machine's own package manager uses.
mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
[[ -n $mirror ]] || mirror=$(awk '$1 == "deb" { print $2; exit }' /etc/apt/sources.list)

# Unpacked beside its place and moved there when whole: a run that was cut off leaves nothing that looks complete.
partial=$folder.partial
rm -rf "$partial"
mkdir -p "$(dirname "$folder")"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { debootstrap --no-check-gpg --variant=minbase "$suite" "$partial" "$mirror" &&
  chroot "$partial" apt-get install -yq --no-install-recommends erlang-nox erlang-dev elixir qemu-system-arm; } \
  </dev/null >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "newer-debian.sh: $suite could not be unpacked" >&2
  exit 1
fi
rm -rf "$folder"
mv "$partial" "$folder"

chroot "$folder" erl -noshell -eval 'io:format("OTP ~s~n", [erlang:system_info(otp_release)]), halt().'
chroot "$folder" qemu-system-arm --version | head -n 1
