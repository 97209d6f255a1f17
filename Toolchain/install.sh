#!/usr/bin/env bash
# Installs what Beamlet is built with. Says nothing when all is there.
#
#   Toolchain/install.sh           installs what is missing with apt-get as root; otherwise says what to install
#   Toolchain/install.sh --check   only says what is missing; status 1 when something is
set -euo pipefail

usage='usage: install.sh [--check]'
check=false
case "${1-}" in
  '') ;;
  --check) check=true ;;
  --help | -h)
    sed -n '2,5s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
  *)
    printf '%s\n' "$usage" >&2
    exit 2
    ;;
esac
[[ $# -le 1 ]] || {
  printf '%s\n' "$usage" >&2
  exit 2
}

packages=()
need() { # PACKAGE COMMAND: the Debian package, and how to see that it is there
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || packages+=("$package")
}
has_newlib() {
  local path
  path=$(arm-none-eabi-gcc -mthumb -mcpu=cortex-m4 -print-file-name=libc.a) && [[ $path == */* ]]
}

need gcc-arm-none-eabi command -v arm-none-eabi-gcc
need binutils-arm-none-eabi command -v arm-none-eabi-objcopy
need libnewlib-arm-none-eabi has_newlib
need qemu-system-arm command -v qemu-system-arm
need erlang-base command -v erlc
need gcc command -v gcc

swift_missing=false
command -v swift >/dev/null 2>&1 || swift_missing=true

if [[ ${#packages[@]} -gt 0 ]]; then
  if [[ $check == false && $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    log=$(mktemp)
    if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive \
      apt-get install -yq --no-install-recommends "${packages[@]}"; } </dev/null >"$log" 2>&1; then
      cat "$log" >&2
      rm -f "$log"
      echo "install.sh: apt-get could not install: ${packages[*]}" >&2
      exit 1
    fi
    rm -f "$log"
    packages=()
  else
    echo "missing; on Debian and Ubuntu: sudo apt-get install ${packages[*]}" >&2
  fi
fi
if [[ $swift_missing == true ]]; then
  echo "missing: Swift 6.3 or later, from swift.org (Install, Linux), with its usr/bin in PATH" >&2
fi
[[ ${#packages[@]} == 0 && $swift_missing == false ]]
