#!/usr/bin/env bash
# Runs an ELF in QEMU and prints how many machine instructions it executed: an exact number that repeats, but for waits
# on devices. The program's own output and reports go to standard error; its exit status becomes this script's.
#
#   Toolchain/count-instructions.sh [--board BOARD] [--output FILE] ELF
#
# --output puts the program's output into FILE. Ways to count, the first that works: a plugin (insn-count.c) in this
# machine's QEMU; the same in a newer Debian's (newer-debian.sh; BEAMLET_DEBIAN names its folder); a trace of every
# instruction, far slower, which QEMU 11 makes a line or two too long.
set -euo pipefail
# shellcheck source=Toolchain/boards.sh
source "$(dirname "${BASH_SOURCE[0]}")/boards.sh"

usage='usage: count-instructions.sh [--board BOARD] [--output FILE] ELF'
board=NetduinoPlus2 output=/dev/stderr elf=''
while [[ $# -gt 0 ]]; do
  case $1 in
    --board | --output)
      [[ $# -ge 2 ]] || fail 2 "$usage"
      printf -v "${1#--}" '%s' "$2"
      shift
      ;;
    --help)
      sed -n '2,10s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    -*) fail 2 "$usage" ;;
    *)
      [[ -z $elf ]] || fail 2 "$usage"
      elf=$1
      ;;
  esac
  shift
done
[[ -n $elf ]] || fail 2 "$usage"
[[ -r $elf ]] || fail 2 "$elf cannot be read"
load_board "$board"
[[ -n $QEMU_MACHINE ]] || fail 2 "${NAME:?} is not modelled by QEMU"

debian=${BEAMLET_DEBIAN:-/opt/debian-forky}
work=$(mktemp -d)
inside=''
trap 'rm -rf "$work" ${inside:+"$inside"}' EXIT
arguments=(-M "$QEMU_MACHINE" -display none -monitor none -serial stdio
  -semihosting-config "enable=on,target=native")

# Builds the plugin for one version of the interface.
plugin() {
  local library=$build/toolchain/insn-count-$1.so source=$top/Toolchain/insn-count.c
  if is_older "$library" "$source"; then
    mkdir -p "$build/toolchain"
    gcc -shared -fPIC -O2 -DAPI_VERSION="$1" "$source" -o "$library.$$" && mv "$library.$$" "$library"
  fi
  printf '%s\n' "$library"
}

# Prints the count that the plugin left, and ends. Returns where there is none: the plugin was not loaded.
finish() {
  local status=$1 count
  count=$(sed -n 's/^insns \([0-9]*\)$/\1/p' "$work/errors" | tail -n 1)
  [[ -n $count ]] || return 0
  cat "$work/output" >"$output"
  grep -v '^insns [0-9]*$' "$work/errors" >&2 || true
  printf '%s\n' "$count"
  exit "$status"
}

# Sets `one` to the option that makes QEMU run one instruction a block. Since 8.2 QEMU leaves a block at an access to a
# device and runs the rest again, so that counting whole blocks counts too much: some 6 for each character printed.
one_instruction_a_block() {
  one=()
  if "$@" -help | grep -q one-insn-per-tb; then one=(-accel "tcg,one-insn-per-tb=on"); fi
}

# with_plugin FOLDER QEMU...: tries each version of the interface, the latest first. FOLDER is where the QEMU finds
# files under /tmp, if it has another root.
with_plugin() {
  local root=$1 version status library program=$elf
  shift
  one_instruction_a_block "$@"
  for version in 7 6 5 4 3 2 1; do
    library=$(plugin "$version")
    if [[ -n $root ]]; then
      inside=$(mktemp -d "$root/tmp/count.XXXXXX")
      cp "$library" "$inside/plugin.so"
      cp "$elf" "$inside/program"
      library=${inside#"$root"}/plugin.so program=${inside#"$root"}/program
    fi
    status=0
    "$@" "${arguments[@]}" "${one[@]}" -plugin "$library" -kernel "$program" \
      </dev/null >"$work/output" 2>"$work/errors" || status=$?
    if [[ -n $inside ]]; then rm -rf "$inside" && inside=''; fi
    finish "$status"
    # Anything but a refusal of the version will not get better with another one.
    grep -q 'API version' "$work/errors" || return 0
  done
}

with_plugin '' qemu-system-arm
if [[ $(id -u) == 0 && -x $debian/usr/bin/qemu-system-arm ]]; then
  with_plugin "$debian" chroot "$debian" qemu-system-arm
fi

# One instruction a block, each block's execution a line in the trace.
one_instruction_a_block qemu-system-arm
[[ ${#one[@]} -gt 0 ]] || one=(-singlestep)
mkfifo "$work/trace"
grep -c '^Trace' "$work/trace" >"$work/count" &
counter=$!
status=0
qemu-system-arm "${arguments[@]}" "${one[@]}" -d exec,nochain -D "$work/trace" -kernel "$elf" </dev/null \
  >"$output" || status=$?
wait "$counter" || true
cat "$work/count"
exit "$status"
