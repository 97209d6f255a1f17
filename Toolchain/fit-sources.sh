#!/usr/bin/env bash
# Makes the sources of a firmware that is fitted to a program: a copy in which two `switch` statements lack the cases that the
# program does not need (the interpreter's, and that over the native functions), so that the compiler leaves out whatever only
# they led to; and in which the firmware knows what it has.
#
#   Toolchain/fit-sources.sh NEEDS FOLDER
#
# NEEDS is what `beamlet needs` prints. Called by build-firmware.sh.
#
# Why cases are left out of the source, and neither symbols by the linker nor code by link-time optimisation: for the demo hello on
# NetduinoPlus2 the full firmware has 201,900 bytes. Leaving out native functions alone, which is all that a linker can do without
# an indirection for each instruction, came to 93,400; leaving out instructions too to 64,860, where the interpreter's function
# shrinks from 12,200 bytes to 1,700. The price is a compilation for each set of needs: a fifth of a full one's time.
set -euo pipefail
# shellcheck source=Toolchain/boards.sh
source "$(dirname "${BASH_SOURCE[0]}")/boards.sh"

[[ $# == 2 ]] || fail 2 "usage: fit-sources.sh NEEDS FOLDER"
needs=$1 folder=$2
machine=Sources/BeamletVM

rm -rf "$folder"
mkdir -p "$folder"
cp -a "$top/Package.swift" "$top/Sources" "$top/Boards" "$top/LinkerScripts" "$folder"
# The package names them, but a board's firmware does not build them.
ln -s "$top/Tests" "$folder/Tests"

# keep FILE INDENT KIND START: leaves out each case of the switch of FILE, INDENT blanks from the margin, whose name, up to the first
# other character after START, is not one of that KIND in NEEDS; also of switches within it, four blanks further in, whose cases stay
# where they do not have START themselves. Fails where a needed one is not there.
keep() {
  local file=$1 indent=$2 kind=$3 start=$4
  awk -v blanks="$(printf '%*s' "$indent" '')" -v kind="$kind" -v start="$start" '
    FNR == NR { if ($1 == kind) needed[$3] = 1; next }
    index($0, blanks "case ") == 1 && !index($0, start) { isCase = 0 }
    index($0, start) && (index($0, blanks "case ") == 1 || (kind == "native" && index($0, blanks "    case ") == 1)) {
      name = substr($0, index($0, start) + length(start))
      sub(/[^A-Za-z0-9_].*/, "", name)
      isKept = name in needed
      found[name] = 1
      isCase = 1
    }
    $1 == "default:" && (index($0, blanks "default:") == 1 || kind == "native") { isCase = 0 }
    $0 == blanks "}" {
      # The interpreter has no default: what is left out is never met, since its image is refused.
      if (isCase && kind == "instruction") print blanks "default: fatalError()"
      isCase = 0
    }
    !isCase || isKept { print }
    END {
      for (name in needed) if (!(name in found)) { print "no case for " kind " " name | "cat >&2"; exit 1 }
    }' "$needs" "$top/$machine/$file" >"$folder/$machine/$file" || fail 1 "$file could not be fitted"
}

keep Interpreter/Interpreter.swift 12 instruction .
keep BIFs/BIFDispatch.swift 8 native 'return '

# The bits of Needs: instructions from bit 0 on, native functions from bit 256 on.
{
  printf '%s\n' '/// What this firmware has: made by Toolchain/fit-sources.sh.' 'enum Fitting {' \
    '    static let isFitted = true' '' '    static func word(_ index: Int) -> UInt32 {' '        switch index {'
  awk '{ bit = $2 + ($1 == "native" ? 256 : 0); word[int(bit / 32)] += 2 ^ (bit % 32) }
    END { for (index_ in word) printf "        case %d: %.0f\n", index_, word[index_] }' "$needs" | sort -k2n
  printf '%s\n' '        default: 0' '        }' '    }' '}'
  sed -n '/^extension Fitting/,$p' "$top/$machine/Code/Fitting.swift"
} >"$folder/$machine/Code/Fitting.swift"
