# Read by Tests/run: the command line, as a user types it; and the benchmarks' bars. Not run by itself.
# shellcheck shell=bash disable=SC2154

add_tool() {
  local command
  for command in run pack list link disasm size boards; do
    add "tool/help/$command" tool_help "$command"
    add "tool/wrong-call/$command" tool_wrong_call "$command"
  done
  add tool/run/status tool_status
  add tool/run/missing-function tool_missing_function
  add tool/run/bad-file tool_bad_file
  add tool/run/start tool_start
  add tool/run/closed-output tool_closed_output
  add tool/pack/round tool_pack
  add tool/pack/same-as-beams tool_pack_image
  add tool/link/repeatable tool_link_repeatable
  add tool/link/largest-fit tool_link_too_large
  add tool/boards/all tool_boards
  add tool/flash/help tool_flash_help
  add tool/flash/list tool_flash_list
  add tool/flash/dry-run tool_flash_dry_run
  add tool/flash/pack-only tool_flash_pack_only
  add tool/flash/wrong-calls tool_flash_wrong
  add tool/flash/missing-function tool_flash_missing
  add tool/tests/list tool_list
}

add_benchmarks() {
  add bench/answers-and-bars bench_check
}

# The bars that are due, and all answers.
bench_check() {
  timeout -k 10 900 "$top/Tests/bench" --check
}

# called STATUS COMMAND...: expects that status; output in $work/PID.out, messages in .err.
called() {
  local expected=$1 status=0
  shift
  out=$work/call.$BASHPID
  "$@" >"$out" 2>"$out.err" || status=$?
  [[ $status == "$expected" ]] ||
    wrong "$*: expected status $expected, got $status" "$(head -n 5 "$out")" "$(head -n 5 "$out.err")"
}

says() { # FILE WORDS
  grep -q -- "$2" "$1" || wrong "expected: $2" "got: $(head -n 10 "$1")"
}

# compile NAME TEXT: a module in a folder of its own; prints the .beam's path.
compile() {
  local place
  place=$(mktemp -d "$work/module.XXXXXX")
  printf '%s\n' "-module($1)." "$2" >"$place/$1.erl"
  erlc -W0 -o "$place" "$place/$1.erl" >&2
  echo "$place/$1.beam"
}

tool_help() {
  called 0 "$tool" "$1" --help
  says "$out" "beamlet $1"
  expect "messages" '' "$(cat "$out.err")"
}

# One line that helps, and status 2.
tool_wrong_call() {
  called 2 "$tool" "$1" --no-such-option
  expect "lines of the answer" 1 "$(grep -c . "$out.err")"
  says "$out.err" no-such-option
  expect "output" '' "$(cat "$out")"
}

tool_status() {
  local good bad
  good=$(compile good '-export([start/0]). start() -> {ok, [1]}.')
  bad=$(compile bad '-export([start/0]). start() -> error(bad).')
  called 0 "$tool" run "$good"
  expect output 'Return value: {ok,[1]}' "$(cat "$out")"
  called 1 "$tool" run "$bad"
  expect output '' "$(cat "$out")"
  says "$out.err" '{bad,\[{bad,start,0,'
  called 2 "$tool" run
  called 2 "$tool" run no-such-file.beam
  says "$out.err" no-such-file.beam
  called 2 "$tool" run --board NoSuchBoard "$good"
  says "$out.err" NoSuchBoard
  called 2 "$tool" run --ram lots "$good"
  called 2 "$tool" run "$(compile idle '-export([f/0]). f() -> ok.')"
  called 0 "$tool" run --board NetduinoPlus2 --ram 16K "$good"
}

# The function that calls, and what is missing, are named before anything runs.
tool_missing_function() {
  local beam
  beam=$(compile lacks '-export([start/0]). start() -> erlang:display(ran), no_such:thing(1).')
  called 3 "$tool" run "$beam"
  expect output '' "$(cat "$out")"
  says "$out.err" 'no_such:thing/1'
  says "$out.err" lacks
}

tool_bad_file() {
  local beam size file
  beam=$(compile whole '-export([start/0]). start() -> ok.')
  size=$(stat -c %s "$beam")
  file=$work/cut.$BASHPID.beam
  local length
  for length in 0 1 8 12 20 100 $((size / 2)) $((size - 1)); do
    head -c "$length" "$beam" >"$file"
    called 2 "$tool" run "$file"
    says "$out.err" "cut.$BASHPID.beam"
  done
  head -c 4096 /dev/zero >"$file"
  called 2 "$tool" run "$file"
  called 2 "$tool" run "$work"
}

tool_start() {
  local first second
  first=$(compile first '-export([start/0]). start() -> first.')
  second=$(compile second '-export([start/0]). start() -> second.')
  called 0 "$tool" run "$first" "$second"
  expect output 'Return value: first' "$(cat "$out")"
  called 0 "$tool" run "$second" "$first"
  expect output 'Return value: second' "$(cat "$out")"
  called 0 "$tool" run --start second "$first" "$second"
  expect output 'Return value: second' "$(cat "$out")"
  called 2 "$tool" run --start third "$first" "$second"
  says "$out.err" third
}

# A reader that goes away ends the program, which must not hang.
tool_closed_output() {
  local beam status=0
  beam=$(compile talks '-export([start/0]). start() -> erlang:display(talking), start().')
  timeout -k 5 20 "$tool" run "$beam" 2>/dev/null | head -n 1 >"$work/talks" || status=$?
  says "$work/talks" talking
  [[ $status != 124 && $status != 137 ]] || wrong 'the program went on when nobody read'
}

tool_pack() {
  local first second pack=$work/round.avm
  first=$(compile first '-export([start/0]). start() -> second:answer().')
  second=$(compile second '-export([answer/0]). answer() -> 42.')
  called 0 "$tool" pack -o "$pack" "$first" "$second"
  called 0 "$tool" list "$pack"
  says "$out" first.beam
  says "$out" second.beam
  called 0 "$tool" run "$pack"
  expect output 'Return value: 42' "$(cat "$out")"
  expect 'the first bytes' '#!/usr/bin/env AtomVM' "$(head -n 1 "$pack")"
}

# A pack's modules run as the beams they were made of.
tool_pack_image() {
  local beam pack=$work/same.avm
  beam=$(compile same '-export([start/0]). start() -> try error(why) catch _:R:S -> [{M, F, A, L} | _] = S, {R, M, F, A, length(L)} end.')
  called 0 "$tool" pack -o "$pack" "$beam"
  called 0 "$tool" run "$beam"
  cp "$out" "$work/same.txt"
  called 0 "$tool" run "$pack"
  expect_same 'the pack' "$work/same.txt" "$out"
}

tool_link_repeatable() {
  local beam board
  beam=$(compile twice '-export([start/0]). start() -> {[a, "b"], {1, 2}}.')
  for board in MPS2AN386 NetduinoPlus2 Host; do
    called 0 "$tool" link --board "$board" -o "$work/one.$board" "$beam"
    says "$out" twice
    called 0 "$tool" link --board "$board" -o "$work/two.$board" "$beam"
    cmp "$work/one.$board" "$work/two.$board" || wrong "two links of one program differ on $board"
    called 0 "$tool" size "$work/one.$board"
    says "$out" twice
    called 0 "$tool" run "$work/one.$board"
    expect output 'Return value: {[a,"b"],{1,2}}' "$(cat "$out")"
  done
}

# A program larger than a board's flash is refused with figures.
tool_link_too_large() {
  local beam
  # Eight bytes for each character of a literal string.
  beam=$(compile huge "-export([start/0]).
start() -> \"$(head -c 150000 /dev/zero | tr '\0' x)\".")
  called 2 "$tool" link --board NetduinoPlus2 -o "$work/huge.img" "$beam"
  says "$out.err" NetduinoPlus2
  [[ ! -e $work/huge.img ]] || wrong 'an image that does not fit was written'
}

tool_boards() {
  local name
  called 0 "$tool" boards
  while read -r name; do says "$out" "$name"; done < <(board_names)
}

tool_flash_help() {
  called 0 "$top/flash.sh" --help
  says "$out" pack-only
}

tool_flash_list() {
  local name
  called 0 "$top/flash.sh" --list
  while read -r name; do says "$out" "$name"; done < <(board_names)
}

# Prints what it would do, and does nothing.
tool_flash_dry_run() {
  called 0 "$top/flash.sh" --dry-run netduinoplus2 "$top/Tests/Boards/returns.erl"
  says "$out" qemu-system-arm
  says "$out" returns.erl
}

tool_flash_pack_only() {
  local beam file
  beam=$(compile packed '-export([start/0]). start() -> packed.')
  called 0 "$top/flash.sh" --pack-only MPS2AN386 "$beam"
  expect 'files made' 2 "$(grep -c . "$out")"
  while read -r file; do
    [[ -s $file ]] || wrong "$file is not there"
  done <"$out"
}

tool_flash_wrong() {
  called 2 "$top/flash.sh" NoSuchBoard
  says "$out.err" NoSuchBoard
  called 2 "$top/flash.sh" --no-such-option
  called 2 "$top/flash.sh" NetduinoPlus2 no_such_file.beam
  called 2 "$top/flash.sh" NetduinoPlus2 README.md
  called 2 "$top/flash.sh" --port
}

# The status of what is missing at link time comes through.
tool_flash_missing() {
  local beam
  beam=$(compile lacks '-export([start/0]). start() -> no_such:thing(1).')
  called 3 "$top/flash.sh" NetduinoPlus2 "$beam"
  says "$out.err" 'no_such:thing/1'
}

# The tests' own command line.
tool_list() {
  called 0 "$top/Tests/run" --list
  says "$out" conformance/
  says "$out" tool/tests/list
  called 0 "$top/Tests/run" --list --only lint/
  expect 'checks of lint' 3 "$(grep -c . "$out")"
  called 2 "$top/Tests/run" --no-such-option
  called 0 "$top/Tests/run" --help
  called 0 "$top/Tests/bench" --help
  called 2 "$top/Tests/bench" no_such_benchmark
}
