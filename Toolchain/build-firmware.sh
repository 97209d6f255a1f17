#!/usr/bin/env bash
# Builds a board's firmware and prints the path of its ELF. Instant when nothing has changed.
#
#   Toolchain/build-firmware.sh BOARD                 everything there is
#   Toolchain/build-firmware.sh BOARD --needs FILE    fitted to programs: with what `beamlet needs` has written, or more, where
#                                                     such firmware is there already
#   Toolchain/build-firmware.sh BOARD --exactly FILE  the same without more
set -euo pipefail
# shellcheck source=Toolchain/boards.sh
source "$(dirname "${BASH_SOURCE[0]}")/boards.sh"

usage="build-firmware.sh BOARD [--needs FILE | --exactly FILE], BOARD one of $(board_names | paste -sd ' ')"
[[ ($# == 1 || $# == 3) && $1 != -* ]] || fail 2 "usage: $usage"
load_board "$1"
needs=''
if [[ $# == 3 ]]; then
  [[ $2 == --needs || $2 == --exactly ]] || fail 2 "usage: $usage"
  needs=$3
  [[ -r $needs ]] || fail 2 "$needs cannot be read"
fi
[[ -n $CORE ]] || fail 2 "${NAME:?} has no firmware: it is this machine"
[[ -n $needs || $FITTED != yes ]] ||
  fail 2 "the firmware of $NAME is fitted to a program: give --needs, or let flash.sh do it"
if [[ $LOADS_CODE == yes && -z $needs ]]; then export BEAMLET_LOADS_CODE=1; fi
if [[ -n $STORAGE_START ]]; then export BEAMLET_STORAGE=1; fi
if [[ $CHECKS == no ]]; then export BEAMLET_CHECKS=no; fi

package=$top
scratch=$build/boards/$NAME${needs:+-fitted}
elf=$scratch/$TRIPLE/release/$NAME
stamp=$scratch/firmware.stamp
mkdir -p "$scratch"
# One build of a board at a time: the second one finds everything done.
exec 9>"$scratch/firmware.lock"
flock 9

sources=("$top/Package.swift" "$top/Sources" "$BOARD_FOLDER")
# SwiftPM does not look at these: when they change, the old ELF has to go.
unseen=("$top/LinkerScripts" "$TOOLSET" "$top/Toolchain/$CORE.conf" "$top/Toolchain/fit-sources.sh" "$top/Toolchain/stack-sizes.tab"
  "${BASH_SOURCE[0]}")

# Compiles the package into $elf. SwiftPM has LLVM see one file at a time; firmware is a twentieth smaller when it sees all
# of them at once as the linker does it, since equal code is then found in all of it. It is looked for only once. Looking again
# (-machine-outliner-reruns) would make firmware smaller still, but LLVM (Swift 6.3.1) then moves code out of functions
# that it has made before and that end in a jump, and calls it there without saving the link register: what they jump to
# returns into their middle.
# Loops are not unrolled, and blocks are not doubled for a jump's sake: an interpreter has too many that could be.
# Equal functions become one, and constants lie in the code that uses them where that is shorter. Expressions are not computed
# ahead on some ways so that others need not, and branches not replaced by computing both sides, where that is more code.
build_package() {
  local libraries=() library path errors=$scratch/firmware.errors
  if [[ -e $stamp ]] && is_older "$stamp" "${unseen[@]}"; then rm -f "$elf"; fi
  for library in libgcc.a libc.a libm.a; do
    path=$(arm-none-eabi-gcc "${GCC_FLAGS[@]}" -print-file-name="$library")
    [[ $path == */* ]] || fail 1 "arm-none-eabi-gcc has no $library: run Toolchain/install.sh"
    libraries+=(-Xlinker "$path")
  done
  if (BOARD_TO_BUILD=$NAME quietly "$scratch/firmware.log" "$stamp" \
    swift build --package-path "$package" --scratch-path "$scratch" --triple "$TRIPLE" --toolset "$TOOLSET" \
    -c release --experimental-lto-mode full --product "$NAME" \
    -Xlinker -mllvm -Xlinker -unroll-runtime=false -Xlinker -mllvm -Xlinker -jump-threading-threshold=0 \
    -Xlinker -mllvm -Xlinker -arm-promote-constant=true -Xlinker -mllvm -Xlinker -enable-merge-functions \
    -Xlinker -mllvm -Xlinker -enable-pre=false -Xlinker -mllvm -Xlinker -phi-node-folding-threshold=1 \
    "${libraries[@]}") 2>"$errors"; then return; fi
  local most
  most=$(sed -n "s/.*region 'FLASH': overflowed by \([0-9]*\) bytes.*/\1/p" "$errors" | sort -n | tail -n 1)
  if [[ -n $most ]]; then
    fail 2 "the firmware of $NAME${needs:+, fitted to this program,} is $most bytes larger than the $((FIRMWARE_SIZE)) there is" \
      "room for: use fewer kinds of data and native functions, or take a board with more flash (see flash.sh --list)"
  fi
  cat "$errors" >&2
  exit 1
}

if [[ -z $needs ]]; then
  if [[ ! -x $elf ]] || is_older "$stamp" "${sources[@]}" "${unseen[@]}"; then build_package; fi
  printf '%s\n' "$elf"
  exit 0
fi

if [[ $LOADS_CODE == yes ]] && grep -qE ' (code_load_binary_3|erlang_load_module_2)$' "$needs"; then
  fail 2 "the program loads code at run time, which may need anything: firmware that is fitted has no loader"
fi

# Each set of needs has its firmware, which also serves programs that need less.
fits=$scratch/fits
mkdir -p "$fits"
own=$fits/$(LC_ALL=C sort "$needs" | cksum | tr ' ' -)
for fit in "$own.elf" "$fits"/*.elf; do
  [[ -e $fit ]] || continue
  if is_older "$fit" "${sources[@]}" "${unseen[@]}"; then
    rm -f "$fit" "${fit%.elf}.needs"
  elif [[ $fit == "$own.elf" ]] ||
    [[ $2 == --needs && -z $(LC_ALL=C sort "$needs" | LC_ALL=C comm -23 - "${fit%.elf}.needs") ]]; then
    printf '%s\n' "$fit"
    exit 0
  fi
done

package=$scratch/sources
began=$(mktemp "$scratch/began.XXXXXX")
"$top/Toolchain/fit-sources.sh" "$needs" "$package"
# Where RAM is small the stack is as deep as what the firmware has can go.
sed -i "1i _stack_size = $(stack_size "$needs");" "$package/LinkerScripts/$NAME.ld"
# Linked anew: SwiftPM takes no notice of scripts when it looks for what has changed.
rm -f "$elf"
build_package
LC_ALL=C sort "$needs" >"$own.needs"
cp "$elf" "$own.elf.new"
# As old as the sources that it was built from: what changed meanwhile is built the next time.
touch -r "$began" "$own.elf.new"
rm -f "$began"
mv "$own.elf.new" "$own.elf"
printf '%s\n' "$own.elf"
