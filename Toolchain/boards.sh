# Read by the other scripts: finds boards, builds what they need. Not run by itself.
# shellcheck shell=bash disable=SC2034

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Where things are built; BEAMLET_BUILD_DIR names another place, so that two people can build one tree at a time.
build=${BEAMLET_BUILD_DIR:-$top/.build}

# Ends with a line that says what was wrong, and a status: 2 for bad usage or bad input.
fail() {
  local status=$1
  shift
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit "$status"
}

# The boards' names, one a line.
board_names() {
  local conf
  for conf in "$top"/Boards/*/board.conf; do
    basename "$(dirname "$conf")"
  done
}

# Prints the folder of the board of that name; upper and lower case are the same. Fails when there is none. Boards that exist for
# tests are found, though nobody lists them.
find_board() {
  local folder
  for folder in "$top"/Boards/* "$top"/Tests/Firmware/*; do
    if [[ -e $folder/board.conf && $(basename "${folder,,}") == "${1,,}" ]]; then
      printf '%s\n' "$folder"
      return 0
    fi
  done
  return 1
}

# Sets the variables of a board's board.conf, BOARD_FOLDER, and TRIPLE, TOOLSET and GCC_FLAGS of its core.
load_board() {
  BOARD_FOLDER=$(find_board "$1") ||
    fail 2 "unknown board $1: the boards are $(board_names | paste -sd ' ')"
  NAME='' CORE='' QEMU_MACHINE='' OPENOCD_INTERFACE='' OPENOCD_TARGET='' LOADS_CODE='' CHECKS='' FITTED='' STORAGE_START=''
  # shellcheck disable=SC1090,SC1091
  source "$BOARD_FOLDER/board.conf"
  if [[ -n $CORE ]]; then
    TOOLSET=$top/Toolchain/$CORE.json
    # shellcheck disable=SC1090
    source "$top/Toolchain/$CORE.conf"
  fi
}

# Whether anything in the places given after FILE is newer than FILE. A folder is newer when a file in it came or went.
is_older() {
  local file=$1
  shift
  [[ ! -e $file ]] || [[ -n $(find "$@" -newer "$file" -print -quit) ]]
}

# Builds the desktop tool if its sources have changed, and prints its path.
build_tool() {
  local path=$build/release/beamlet stamp=$build/beamlet.stamp
  if [[ ! -x $path ]] || is_older "$stamp" "$top/Package.swift" "$top/Sources/BeamletHAL" \
    "$top/Sources/BeamletVM" "$top/Sources/beamlet" "$top/Boards/Host"; then
    quietly "$build/beamlet.log" "$stamp" swift build --package-path "$top" --scratch-path "$build" \
      -c release --product beamlet
  fi
  printf '%s\n' "$path"
}

# quietly LOG STAMP COMMAND...: runs a build with its output in LOG, shown only when it fails. STAMP gets the time at
# which it began, so that what changes meanwhile is built the next time.
quietly() {
  local log=$1 stamp=$2
  shift 2
  mkdir -p "$(dirname "$log")"
  touch "$stamp.new"
  if ! env -u BEAMLET_BOARD ${BOARD_TO_BUILD:+BEAMLET_BOARD="$BOARD_TO_BUILD"} "$@" </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    fail 1 "the build failed: $*"
  fi
  mv "$stamp.new" "$stamp"
}

# stack_size NEEDS: bytes of main stack for firmware that has what `beamlet needs` has written to the file NEEDS.
stack_size() {
  local bytes pattern most=0
  while read -r bytes pattern _; do
    if ((bytes > most)) && grep -qE "$pattern" "$1"; then most=$bytes; fi
  done < <(grep -v '^#' "$top/Toolchain/stack-sizes.tab")
  echo "$most"
}
