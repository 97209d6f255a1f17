# Read by Tests/run: conformance modules are run by erl, by beamlet on Linux, and under QEMU. Not run by itself.
# shellcheck shell=bash disable=SC2154

# The boards on which modules run under QEMU.
conformance_boards=(MPS2AN386 NetduinoPlus2)

# Lines like "%% boards: Host MPS2AN386" and "%% options: --ram 16K" in a module say where it fits, and how
# `beamlet run` is called beside. Without them: everywhere, no options.
module_line() {
  sed -n "s/^%% $2: *//p" "$top/Tests/Conformance/$1.erl"
}

fits() {
  local boards
  boards=$(module_line "$1" boards)
  [[ -z $boards || " $boards " == *" $2 "* ]]
}

add_conformance() {
  local module board release
  add_alone conformance/compile compile_conformance
  for module in "$top"/Tests/Conformance/*.erl; do
    module=$(basename "$module" .erl)
    add "conformance/$module/Host" conformance_host "$module"
  done
  for board in "${conformance_boards[@]}"; do
    for module in "$top"/Tests/Conformance/*.erl; do
      module=$(basename "$module" .erl)
      ! fits "$module" "$board" || add "conformance/$module/$board" conformance_board "$module" "$board"
    done
  done
  for release in 27 29; do
    add_alone "conformance/compile-otp$release" compile_newer "$release"
    for module in "$top"/Tests/Conformance/*.erl; do
      module=$(basename "$module" .erl)
      add "conformance/$module/otp$release" conformance_newer "$module" "$release"
    done
  done
}

compile_conformance() {
  mkdir -p "$work/conformance/beam" "$work/conformance/erl"
  # Much of what is tried here is what the compiler warns of.
  erlc -W0 -o "$work/conformance/beam" "$top"/Tests/Conformance/*.erl ||
    wrong 'the conformance modules do not compile'
}

# Compiles when that has not been done: a check may be run by itself.
need_conformance() {
  [[ -e $work/conformance/beam/$1.beam ]] && return
  (
    flock 9
    [[ -e $work/conformance/beam/$1.beam ]] && exit
    mkdir -p "$work/conformance/beam" "$work/conformance/erl"
    erlc -W0 -o "$work/conformance/beam" "$top/Tests/Conformance/$1.erl" >"$work/conformance/$1.log" ||
      wrong "$1 does not compile: $(cat "$work/conformance/$1.log")"
  ) 9>"$work/conformance.lock"
}

# oracle FOLDER MODULE OUTPUT COMMAND...: COMMAND is erl, or erl in another Debian.
oracle() {
  local folder=$1 module=$2 output=$3 status=0
  shift 3
  # An unhandled exception of start/0 ends erl with a status of 1 and no value.
  timeout 60 "$@" -noinput -boot no_dot_erlang -kernel logger_level none -pa "$folder" -eval "
    try $module:start() of
      Value -> erlang:display({'Return value:', Value})
    catch
      _:_ -> erlang:display('Uncaught')
    end,
    halt(0)." >"$output.raw" 2>"$output.err" || status=$?
  [[ $status == 0 ]] || wrong "erl ended with status $status for $module" "$(tail -n 5 "$output.raw" "$output.err")"
  # erl ends lines with carriage returns. The value is on one line with its label, as beamlet run prints it.
  sed -E "s/\r$//; s/^\{'Return value:',(.*)\}\$/Return value: \1/" "$output.raw" >"$output"
  rm -f "$output.raw" "$output.err"
}

# Prints the file with what the installed erl answers; asked once for each module.
expected() {
  local module=$1 file=$work/conformance/erl/$1.txt
  (
    flock 8
    [[ -e $file ]] || oracle "$work/conformance/beam" "$module" "$file" erl
  ) 8>"$file.lock"
}

# Whatever status a program of the boards' ends with, its output is what is compared; what it reports is shown with it.
run_limited() {
  local limit=$1 output=$2 errors=$3 status=0
  shift 3
  timeout -k 5 "$limit" "$@" >"$output" 2>"$errors" || status=$?
  case $status in
    0) ;;
    1) echo Uncaught >>"$output" ;;
    124 | 137) wrong "did not end within $limit seconds; its output ends with" "$(tail -n 3 "$output")" "$(tail -n 5 "$errors")" ;;
    *) wrong "ended with status $status" "$(tail -n 8 "$errors")" "output ends with: $(tail -n 2 "$output")" ;;
  esac
}

conformance_host() {
  local module=$1 out=$work/conformance/$1.host options
  need_conformance "$module"
  expected "$module"
  read -r -a options < <(module_line "$module" options; echo)
  run_limited 60 "$out" "$out.err" "$tool" run "${options[@]}" "$work/conformance/beam/$module.beam"
  expect_same 'beamlet run' "$work/conformance/erl/$module.txt" "$out"
}

# The image runs on Linux and under QEMU: the two are the same bits.
conformance_board() {
  local module=$1 board=$2 out=$work/conformance/$1.$2 options
  need_conformance "$module"
  expected "$module"
  "$tool" link --board "$board" -o "$out.img" "$work/conformance/beam/$module.beam" >"$out.link" ||
    wrong "beamlet link ended with status $?" "$(cat "$out.link")"
  read -r -a options < <(module_line "$module" options; echo)
  run_limited 60 "$out.linux" "$out.err" "$tool" run "${options[@]}" "$out.img"
  expect_same "the image on Linux" "$work/conformance/erl/$module.txt" "$out.linux"
  run_limited 120 "$out" "$out.err" "$top/flash.sh" "$board" "$out.img"
  expect_same "the image on $board" "$work/conformance/erl/$module.txt" "$out"
  rm -f "$out.img"
}

newer_debian() {
  case $1 in
    27) echo "${BEAMLET_DEBIAN_27:-/opt/debian-trixie}" ;;
    29) echo "${BEAMLET_DEBIAN:-/opt/debian-forky}" ;;
  esac
}

# Skips unless the Debian with that OTP is there, and may be used.
need_newer() {
  local suite=forky
  [[ $1 != 27 ]] || suite=trixie
  [[ -x $(newer_debian "$1")/usr/bin/erlc ]] ||
    skip "no OTP $1: Toolchain/newer-debian.sh $suite unpacks it"
  [[ $(id -u) == 0 ]] || skip "OTP $1 is run by chroot, which needs root"
}

compile_newer() {
  local root place
  need_newer "$1"
  root=$(newer_debian "$1")
  place=$(mktemp -d "$root/tmp/conformance.XXXXXX")
  cp "$top"/Tests/Conformance/*.?rl "$place"
  echo "$place" >"$work/newer.$1"
  chroot "$root" sh -c "cd '${place#"$root"}' && exec erlc -W0 *.erl" || wrong "OTP $1 does not compile the modules"
}

# The answer must be that of one of the two releases, which differ in a few texts.
conformance_newer() {
  local module=$1 release=$2 root place out=$work/conformance/$1.otp$2 options
  need_newer "$release"
  root=$(newer_debian "$release")
  if [[ ! -e $work/newer.$release ]]; then
    (
      flock 7
      [[ -e $work/newer.$release ]] || compile_newer "$release"
    ) 7>"$work/newer.$release.lock"
  fi
  place=$(cat "$work/newer.$release")
  [[ -e $place/$module.beam ]] || wrong "OTP $release did not compile $module"
  need_conformance "$module"
  expected "$module"
  read -r -a options < <(module_line "$module" options; echo)
  run_limited 60 "$out" "$out.err" "$tool" run "${options[@]}" "$place/$module.beam"
  cmp -s "$work/conformance/erl/$module.txt" "$out" && return
  oracle "${place#"$root"}" "$module" "$out.erl" chroot "$root" erl
  expect_same "compiled by OTP $release" "$work/conformance/erl/$module.txt" "$out.erl" "$out"
}

remove_newer() {
  local file
  for file in "$work"/newer.27 "$work"/newer.29; do
    if [[ -e $file ]]; then rm -rf "$(cat "$file")"; fi
  done
}
