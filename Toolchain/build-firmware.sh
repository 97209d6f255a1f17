#!/usr/bin/env bash
# Builds a board's firmware and prints the path of its ELF. Instant when nothing has changed.
#
#   Toolchain/build-firmware.sh BOARD
set -euo pipefail
# shellcheck source=Toolchain/boards.sh
source "$(dirname "${BASH_SOURCE[0]}")/boards.sh"

[[ $# == 1 && $1 != -* ]] || fail 2 "usage: build-firmware.sh BOARD, one of $(board_names | paste -sd ' ')"
load_board "$1"
if [[ $LOADS_CODE == yes ]]; then export BEAMLET_LOADS_CODE=1; fi
if [[ $CHECKS == no ]]; then export BEAMLET_CHECKS=no; fi
[[ -n $CORE ]] || fail 2 "${NAME:?} has no firmware: it is this machine"

scratch=$build/boards/$NAME
elf=$scratch/$TRIPLE/release/$NAME
stamp=$scratch/firmware.stamp
mkdir -p "$scratch"
# One build of a board at a time: the second one finds everything done.
exec 9>"$scratch/firmware.lock"
flock 9

sources=("$top/Package.swift" "$top/Sources" "$top/Boards/$NAME")
# SwiftPM does not look at these: when they change, the old ELF has to go.
unseen=("$top/LinkerScripts" "$TOOLSET" "$top/Toolchain/$CORE.conf" "${BASH_SOURCE[0]}")

if [[ ! -x $elf ]] || is_older "$stamp" "${sources[@]}" "${unseen[@]}"; then
  if [[ -e $stamp ]] && is_older "$stamp" "${unseen[@]}"; then rm -f "$elf"; fi
  libraries=()
  for library in libgcc.a libc.a libm.a; do
    path=$(arm-none-eabi-gcc "${GCC_FLAGS[@]}" -print-file-name="$library")
    [[ $path == */* ]] || fail 1 "arm-none-eabi-gcc has no $library: run Toolchain/install.sh"
    libraries+=(-Xlinker "$path")
  done
  BOARD_TO_BUILD=$NAME quietly "$scratch/firmware.log" "$stamp" \
    swift build --package-path "$top" --scratch-path "$scratch" --triple "$TRIPLE" --toolset "$TOOLSET" \
    -c release --product "$NAME" --experimental-lto-mode full \
    -Xlinker -mllvm -Xlinker -unroll-runtime=false "${libraries[@]}"
fi
printf '%s\n' "$elf"
