#!/usr/bin/env bash
# Puts a program onto a board, and runs it where the board is one of QEMU's.
#
#   ./flash.sh [OPTION...] [BOARD] [FILE...]
#
# BOARD is one of ./flash.sh --list, in upper or lower case; NetduinoPlus2 unless given. FILEs are .beam, .app and .config files, an .avm
# pack or one .img; .erl and .ex files are compiled first. Without any, the demo Sources/Demos/hello.
#
#   --fitted       firmware without what the program does not need, which takes a third of the flash; always so for boards whose
#                  board.conf says FITTED=yes
#   --keep NAMES   functions that the program calls only by names that it computes, so that they are linked, and that fitted
#                  firmware has those that are native: M, M:F or M:F/A, with commas between them
#   --unicode-tables
#                  OTP's unicode_util with its tables, for programs whose texts are in more than the commonest scripts
#   --start MODULE, --otp PATH, --elixir PATH, --no-libs, --strip, --missing
#                  as beamlet link has them: see beamlet link --help
#   --pack-only    makes the pack and the image, prints where they are, and flashes nothing
#   --dry-run      prints the commands, runs none
#   --real         a real board, where QEMU would be used
#   --port SERIAL  the debug probe with this serial number, where several are plugged in; implies --real
#   --list         prints the boards
#   --help         prints this
#
# On a board of QEMU's, the program's output goes to standard output and reports to standard error. The exit status is
# the program's: 0 after a normal return, 1 after an uncaught exception; 2 for bad usage or bad input, 3 for something missing
# at link time.
set -euo pipefail
# shellcheck source=Toolchain/boards.sh
source "$(dirname "${BASH_SOURCE[0]}")/Toolchain/boards.sh"

list_boards() {
  local name how
  while read -r name; do
    load_board "$name"
    how='runs on this machine'
    if [[ -n $QEMU_MACHINE ]]; then
      how="QEMU $QEMU_MACHINE"
      [[ -z $OPENOCD_TARGET ]] || how+=", --real: openocd"
    elif [[ -n $OPENOCD_TARGET ]]; then
      how=openocd
    fi
    printf '%-16s %-12s %s\n' "$NAME" "$CHIP" "$how"
  done < <(board_names)
}

pack_only=false dry_run=false real=false fitted=false options=() port='' board='' files=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --pack-only) pack_only=true ;;
    --dry-run) dry_run=true ;;
    --real) real=true ;;
    --fitted) fitted=true ;;
    --keep | --start | --otp | --elixir)
      [[ $# -ge 2 && -n $2 ]] || fail 2 "$1 needs a value: see ./flash.sh --help"
      options+=("$1" "$2")
      shift
      ;;
    --no-libs | --strip | --missing | --unicode-tables) options+=("$1") ;;
    --port)
      [[ $# -ge 2 && -n $2 ]] || fail 2 "--port needs the serial number of a debug probe"
      port=$2 real=true
      shift
      ;;
    --list)
      list_boards
      exit 0
      ;;
    --help | -h)
      sed -n '2,26s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
      exit 0
      ;;
    -*) fail 2 "unknown option $1: see ./flash.sh --help" ;;
    *)
      # The first word may be a board; one that looks like a file is a file.
      if [[ -z $board && ${#files[@]} == 0 ]] && [[ $1 != */* && $1 != *.* && ! -f $1 ]]; then
        board=$1
      else
        files+=("$1")
      fi
      ;;
  esac
  shift
done

load_board "${board:-NetduinoPlus2}"
if [[ $FITTED == yes ]]; then fitted=true; fi
if [[ ${#files[@]} == 0 ]]; then
  for file in "$top"/Sources/Demos/hello/*.erl; do
    [[ -e $file ]] || fail 2 "the demo Sources/Demos/hello is not there: give a FILE"
    files+=("$file")
  done
fi
image=''
for file in "${files[@]}"; do
  [[ -f $file ]] || fail 2 "$file is not a file"
  [[ -r $file ]] || fail 2 "$file cannot be read"
  case $file in
    *.erl | *.ex | *.beam | *.app | *.config | *.avm) ;;
    *.img)
      [[ ${#files[@]} == 1 ]] || fail 2 "$file is an image: it stands alone"
      [[ ${#options[@]} == 0 ]] || fail 2 "$file is linked already: ${options[0]} belongs to beamlet link"
      image=$file
      ;;
    *) fail 2 "$file is no .beam, .app, .config, .avm, .img, .erl or .ex file" ;;
  esac
done

by_openocd=false
if [[ $real == true || -z $QEMU_MACHINE ]] && [[ -n $OPENOCD_TARGET ]]; then by_openocd=true; fi
[[ $real == false || $by_openocd == true ]] || fail 2 "$NAME cannot be flashed: it is tested only in ${TESTED:?}"

# say WORD...: prints a command as the shell would take it.
say() {
  printf '%q' "$1"
  shift
  printf ' %q' "$@"
  printf '\n'
}

# Runs a command, or only prints it.
run() {
  if [[ $dry_run == true ]]; then say "$@"; else "$@"; fi
}

out=$build/flash/$NAME
# What is linked: .erl and .ex files compiled, the others as they are.
inputs=() elixir_sources=()
work=$out/work
if [[ $dry_run == true ]]; then
  say mkdir -p "$work"
else
  mkdir -p "$out"
  work=$(mktemp -d "$out/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
fi
# Sources can ask for the board: -ifdef(BOARD), or ?BOARD, an atom.
macros=("-DBOARD='$NAME'")
for file in "${files[@]}"; do
  if [[ $file == *.erl ]]; then
    # Compilers' messages go to standard error: standard output is the program's.
    if [[ $dry_run == true ]]; then
      say erlc "${macros[@]}" -o "$work" "$file"
    else
      erlc "${macros[@]}" -o "$work" "$file" >&2 || fail 2 "$file could not be compiled"
    fi
    inputs+=("$work/$(basename "$file" .erl).beam")
  elif [[ $file == *.ex ]]; then
    elixir_sources+=("$file")
  else
    inputs+=("$file")
  fi
done

# Elixir's compiler names its files after the modules in them.
if [[ ${#elixir_sources[@]} -gt 0 ]]; then
  if [[ $dry_run == true ]]; then
    say elixirc -o "$work" "${elixir_sources[@]}"
    inputs+=("$work/Elixir.*.beam")
  else
    command -v elixirc >/dev/null || fail 2 "${elixir_sources[0]}: elixirc is needed to compile it (on Debian and Ubuntu: apt-get install elixir)"
    LC_ALL=C.UTF-8 elixirc -o "$work" "${elixir_sources[@]}" >&2 || fail 2 "the Elixir files could not be compiled"
    inputs+=("$work"/Elixir.*.beam)
  fi
fi

# The tool is not needed for an image that is there already, unless its firmware is fitted.
tool=$build/release/beamlet
if [[ -z $image || $NAME == Host || $fitted == true ]]; then
  if [[ $dry_run == true ]]; then
    say swift build --package-path "$top" --scratch-path "$build" -c release --product beamlet
  else
    tool=$(build_tool)
  fi
fi

if [[ $NAME == Host && $pack_only == false ]]; then
  if [[ $dry_run == true ]]; then
    say "$tool" run "${options[@]}" "${inputs[@]}"
    exit 0
  fi
  status=0
  "$tool" run "${options[@]}" "${inputs[@]}" || status=$?
  exit "$status"
fi

# The tool's own messages say what is wrong, and its status is the answer; its table goes to a file.
link() {
  if [[ $dry_run == true ]]; then
    say "$tool" link --board "$NAME" "${options[@]}" -o "$work/app.img" "${inputs[@]}"
  else
    local status=0
    "$tool" link --board "$NAME" "${options[@]}" -o "$work/app.img" "${inputs[@]}" >"$work/app.txt" || status=$?
    [[ $status == 0 ]] || exit "$status"
  fi
  image=$work/app.img
}

if [[ $pack_only == true ]]; then
  if [[ -z $image ]]; then
    link
    run "$tool" pack -o "$work/app.avm" "${inputs[@]}"
    run mv "$work/app.avm" "$out/app.avm"
    [[ $dry_run == true ]] || echo "$out/app.avm"
  fi
  # Copied first and then moved: whoever reads the old one goes on reading it.
  run cp "$image" "$out/app.img.new"
  run mv "$out/app.img.new" "$out/app.img"
  [[ $dry_run == true ]] || echo "$out/app.img"
  exit 0
fi

[[ -n $image ]] || link

if [[ $dry_run == true ]]; then
  firmware=$build/boards/$NAME/$TRIPLE/release/$NAME
  elf=$out/app.elf
  if [[ $fitted == true ]]; then
    firmware=$work/firmware.elf
    say "$tool" needs "$image"
    say "$top/Toolchain/build-firmware.sh" "$NAME" --needs "$work/needs"
  else
    say "$top/Toolchain/build-firmware.sh" "$NAME"
  fi
else
  size=$(stat -c %s "$image")
  ((size <= IMAGE_SIZE)) || fail 2 "the image has $size bytes, $NAME has room for $((IMAGE_SIZE)): see beamlet size"
  fit=()
  if [[ $fitted == true ]]; then
    "$tool" needs "$image" >"$work/needs" || exit
    fit=(--needs "$work/needs")
  fi
  firmware=$("$top/Toolchain/build-firmware.sh" "$NAME" "${fit[@]}") || exit
  # One file for each content: a run that is still going keeps its own. Those of other days are removed.
  find "$out" -maxdepth 1 -name 'app-*.elf' -mtime +0 -delete
  elf=$out/app-$(cat "$firmware" "$image" | cksum | tr ' ' -).elf
fi

# Firmware and image in one ELF: the image takes the place of the word that the linker script left in its section, so
# that it has a segment of its own and can be flashed alone.
run arm-none-eabi-objcopy --strip-debug --update-section ".image=$image" "$firmware" "$work/app.elf"
run mv "$work/app.elf" "$elf"
run rm -rf "$work"

if [[ $by_openocd == true ]]; then
  command=(openocd -f "$OPENOCD_INTERFACE" -f "$OPENOCD_TARGET")
  [[ -z $port ]] || command+=(-c "adapter serial $port")
  command+=(-c "program {$elf} verify reset exit")
  if [[ $dry_run == true ]]; then
    say "${command[@]}"
    exit 0
  fi
  command -v openocd >/dev/null || fail 1 "openocd is needed to flash $NAME: on Debian, apt-get install openocd"
  exec "${command[@]}"
fi

# Signals are let through, so that Ctrl-C ends QEMU; -nographic would take some keys for itself.
command=(qemu-system-arm -M "$QEMU_MACHINE" -display none -monitor none
  -chardev "stdio,id=console,signal=on" -serial chardev:console
  -semihosting-config "enable=on,target=native" -kernel "$elf")
if [[ $dry_run == true ]]; then
  say "${command[@]}"
  exit 0
fi
exec "${command[@]}"
