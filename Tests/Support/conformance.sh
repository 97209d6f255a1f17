# Read by Tests/run: conformance modules are run by erl, by beamlet on Linux, and under QEMU. Not run by itself.
# shellcheck shell=bash disable=SC2154

# The boards on which modules run under QEMU.
conformance_boards=(MPS2AN386 NetduinoPlus2)

# Lines like "%% boards: Host MPS2AN386" and "%% options: --ram 16K" in a module say where it fits, and how
# `beamlet run` is called beside. Without them: everywhere, no options. A module with the line "%% otp: 29" is compiled and
# run by that OTP only, on Host and MPS2AN386.
module_line() {
  sed -n "s/^%% $2: *//p" "$top/Tests/Conformance/$1".[eS]*
}

fits() {
  local boards
  boards=$(module_line "$1" boards)
  [[ -z $(module_line "$1" otp) ]] || boards='Host MPS2AN386'
  [[ -z $boards || " $boards " == *" $2 "* ]]
}

# The names of all modules: Erlang, and assembler (.S) for instructions that no compiler here writes.
conformance_modules() {
  local file
  for file in "$top"/Tests/Conformance/*.{erl,S}; do
    file=${file##*/}
    echo "${file%.*}"
  done
}

# The files that an OTP release compiles. What says for which it is needs that one or a newer one.
sources_for() {
  local file otp
  for file in "$top"/Tests/Conformance/*.erl; do
    otp=$(module_line "$(basename "$file" .erl)" otp)
    ((${otp:-0} > $1)) || echo "$file"
  done
}

# Compiles the modules of the installed OTP.
compile_modules() {
  # Much of what is tried here is what the compiler warns of.
  erlc -W0 -o "$work/conformance/beam" "$@"
}

assemble_modules() {
  local file
  for file; do
    escript "$top/Tests/Support/assemble.escript" "$file" "$work/conformance/beam" || return
  done
}

add_conformance() {
  local module board release
  add_alone conformance/compile compile_conformance
  for release in 27 29; do
    add_alone "conformance/compile-otp$release" compile_newer "$release"
  done
  for module in $(conformance_modules); do
    add "conformance/$module/Host" conformance_host "$module"
  done
  for module in "${always_collecting[@]}"; do
    add "conformance/$module/collect-always" conformance_host "$module" --collect-always
  done
  for board in "${conformance_boards[@]}"; do
    for module in $(conformance_modules); do
      ! fits "$module" "$board" || add "conformance/$module/$board" conformance_board "$module" "$board"
    done
  done
  for release in 27 29; do
    for module in $(sources_for 0); do
      module=$(basename "$module" .erl)
      add "conformance/$module/otp$release" conformance_newer "$module" "$release"
    done
  done
}

compile_conformance() {
  local sources
  mkdir -p "$work/conformance/beam" "$work/conformance/erl"
  mapfile -t sources < <(sources_for 0)
  { compile_modules "${sources[@]}" && assemble_modules "$top"/Tests/Conformance/*.S; } ||
    wrong 'the conformance modules do not compile'
}

# Compiles when that has not been done: a check may be run by itself.
need_conformance() {
  local release
  [[ -e $work/conformance/beam/$1.beam ]] && return
  release=$(module_line "$1" otp)
  if [[ -n $release ]]; then
    need_compiled "$release"
    mkdir -p "$work/conformance/beam" "$work/conformance/erl"
    cp "$(cat "$work/newer.$release")/$1.beam" "$work/conformance/beam"
    return
  fi
  (
    flock 9
    [[ -e $work/conformance/beam/$1.beam ]] && exit
    mkdir -p "$work/conformance/beam" "$work/conformance/erl"
    if [[ -e $top/Tests/Conformance/$1.S ]]; then
      assemble_modules "$top/Tests/Conformance/$1.S"
    else
      compile_modules "$top/Tests/Conformance/$1.erl"
    fi >"$work/conformance/$1.log" 2>&1 ||
      wrong "$1 does not compile: $(cat "$work/conformance/$1.log")"
  ) 9>"$work/conformance.lock"
}

# oracle FOLDER MODULE OUTPUT COMMAND...: COMMAND is erl, or erl in another Debian.
oracle() {
  local folder=$1 module=$2 output=$3 status=0
  shift 3
  # An unhandled exception of start/0 ends erl with a status of 1 and no value.
  # What the program has printed goes through a port, before which the value would come now and then.
  timeout 60 "$@" -noinput -boot no_dot_erlang -kernel logger_level none -pa "$folder" -eval "
    try $module:start() of
      Value -> receive after 20 -> erlang:display({'Return value:', Value}) end
    catch
      _:_ -> erlang:display('Uncaught')
    end,
    halt(0)." >"$output.raw" 2>"$output.err" || status=$?
  [[ $status == 0 ]] || wrong "erl ended with status $status for $module" "$(tail -n 5 "$output.raw" "$output.err")"
  # erl ends lines with carriage returns. The value is on one line with its label, as beamlet run prints it.
  # Whatever bytes there are: in UTF-8 `.` would stand for none that are not.
  LC_ALL=C sed -E "s/\r$//; s/^\{'Return value:',(.*)\}\$/Return value: \1/" "$output.raw" >"$output"
  rm -f "$output.raw" "$output.err"
}

# Prints the file with what the installed erl answers; asked once for each module. Of what no erl here runs a file says it.
expected() {
  local module=$1 file=$work/conformance/erl/$1.txt release root place
  if [[ -e $top/Tests/Conformance/$1.txt ]]; then
    cp "$top/Tests/Conformance/$1.txt" "$file"
    return
  fi
  release=$(module_line "$module" otp)
  (
    flock 8
    [[ ! -e $file ]] || exit 0
    if [[ -n $release ]]; then
      root=$(newer_debian "$release")
      place=$(cat "$work/newer.$release")
      oracle "${place#"$root"}" "$module" "$file" chroot "$root" erl
    else
      oracle "$work/conformance/beam" "$module" "$file" erl
    fi
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

# conformance_host MODULE [OPTION]: with an option of `beamlet run`.
conformance_host() {
  local module=$1 out=$work/conformance/$1.host${2:-} options
  need_conformance "$module"
  expected "$module"
  read -r -a options < <(module_line "$module" options; echo)
  run_limited 60 "$out" "$out.err" "$tool" run "${@:2}" "${options[@]}" "$work/conformance/beam/$module.beam"
  expect_same "beamlet run${2:+ $2}" "$work/conformance/erl/$module.txt" "$out"
}

# Modules that call many native functions, and are quick where each collects whenever it may.
always_collecting=(
  bignums binary_functions bit_append bit_construction bit_matching closures ets_tables list_comprehensions list_functions map_equal_hashes
  map_natives map_updates monitors process_dictionary process_information receive_markers records shared_values spawning term_order tuples
  unicode_conversions
)

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

# Unpacks the Debian with that OTP where it is not there yet; skips where that cannot be done.
need_newer() {
  local suite=forky root log
  [[ $1 != 27 ]] || suite=trixie
  [[ $(id -u) == 0 ]] || skip "OTP $1 is run by chroot, which needs root"
  root=$(newer_debian "$1")
  log=$work/newer-debian.$suite
  (
    flock 6
    # Tried once: where it failed, its log is there.
    [[ -x $root/usr/bin/erlc || -e $log ]] || "$top/Toolchain/newer-debian.sh" "$suite" "$root" &>"$log" || true
  ) 6>"$log.lock"
  [[ -x $root/usr/bin/erlc ]] ||
    skip "no OTP $1: Toolchain/newer-debian.sh $suite could not unpack it: $(tail -n 1 "$log")"
}

compile_newer() {
  local root place sources
  need_newer "$1"
  root=$(newer_debian "$1")
  place=$(new_folder "$root" conformance)
  mapfile -t sources < <(sources_for "$1")
  cp "$top"/Tests/Conformance/*.hrl "${sources[@]}" "$place"
  echo "$place" >"$work/newer.$1"
  chroot "$root" sh -c "cd '${place#"$root"}' && exec erlc -W0 *.erl" || wrong "OTP $1 does not compile the modules"
}

# Compiles the modules by that OTP when that has not been done.
need_compiled() {
  need_newer "$1"
  (
    flock 7
    [[ -e $work/newer.$1 ]] || compile_newer "$1"
  ) 7>"$work/newer.$1.lock" || exit $?
}

# The answer must be that of one of the two releases, which differ in a few texts.
conformance_newer() {
  local module=$1 release=$2 root place out=$work/conformance/$1.otp$2 options
  need_compiled "$release"
  root=$(newer_debian "$release")
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

