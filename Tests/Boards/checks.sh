# Read by Tests/run: what boards owe their users: console, exit status, pins, refusals, fault reports. Programs are the
# .erl files beside. Not run by itself.
# shellcheck shell=bash disable=SC2154

qemu_boards=(MPS2AN386 NetduinoPlus2 STM32VLDiscovery)

add_boards() {
  local board program
  for board in "${qemu_boards[@]}"; do
    for program in "$top"/Tests/Boards/*.erl; do
      program=$(basename "$program" .erl)
      add "boards/$board/$program" board_like_linux "$board" "$program"
    done
    add "boards/$board/missing-image" board_missing_image "$board"
    add "boards/$board/image-of-another-board" board_other_board "$board"
    add "boards/$board/image-of-another-firmware" board_other_firmware "$board"
    add "boards/$board/damaged-image" board_damaged_image "$board"
    add "boards/$board/cut-off-image" board_cut_off_image "$board"
    add "boards/$board/fault" board_fault "$board"
    add "boards/$board/reset-in-place" board_kept_image "$board"
    add "boards/$board/flood" board_floods "$board"
  done
  add boards/Host/status board_host_status
  add boards/STM32VLDiscovery/image-that-needs-more board_needs_more STM32VLDiscovery
  add boards/STM32VLDiscovery/native-left-out board_left_out STM32VLDiscovery
  add boards/STM32VLDiscovery/ram board_ram STM32VLDiscovery
  add boards/NetduinoPlus2/stack board_stack NetduinoPlus2
  add faults/stack-overflow faults 0 'the main stack has run over'
  add faults/wild-write faults 1 'bus fault at address b0000000'
  add faults/hang faults 2 'nobody has fed the watchdog in time'
  add faults/interrupt-storm fault_storm
  add faults/restart fault_restarts
  for board in Host MPS2AN386; do add "faults/watchdog/$board" watchdog_unkept "$board"; done
}

# board_image BOARD PROGRAM FILE: links a program of this folder.
board_image() {
  local place
  place=$(mktemp -d "$work/board.XXXXXX")
  erlc -o "$place" "$top/Tests/Boards/$2.erl"
  "$tool" link --board "$1" -o "$3" "$place/$2.beam" >"$place/table"
}

# on_board BOARD IMAGE OUT: runs it under QEMU; its output in OUT, reports in OUT.err, prints the status.
on_board() {
  local status=0
  timeout -k 5 60 "$top/flash.sh" "$1" "$2" >"$3" 2>"$3.err" || status=$?
  echo "$status"
}

# boot BOARD FIRMWARE IMAGE OUT: the same without flash.sh, which looks at an image where firmware is fitted to it.
boot() {
  local status=0
  (
    load_board "$1"
    arm-none-eabi-objcopy --strip-debug --update-section ".image=$3" "$2" "$4.elf"
    timeout -k 5 60 qemu-system-arm -M "$QEMU_MACHINE" -display none -monitor none -serial stdio \
      -semihosting-config enable=on,target=native -kernel "$4.elf"
  ) >"$4" 2>"$4.err" </dev/null || status=$?
  rm -f "$4.elf"
  echo "$status"
}

# The status each program ends with.
status_of() {
  case $1 in
    fails | exits | throws | linked | halts_with_status) echo 1 ;;
    *) echo 0 ;;
  esac
}

# Output, reports and status are those of `beamlet run` with the same image.
board_like_linux() {
  local board=$1 program=$2 image=$work/$1-$2.img out=$work/$1-$2 status linux_status=0
  [[ $program != speaks || $board != STM32VLDiscovery ]] || skip "speaks has a text of 5,000 characters, 40 KB"
  board_image "$board" "$program" "$image"
  timeout -k 5 30 "$tool" run "$image" >"$out.linux" 2>"$out.linux.err" || linux_status=$?
  expect "the status of beamlet run" "$(status_of "$program")" "$linux_status"
  status=$(on_board "$board" "$image" "$out")
  expect "the status on $board" "$linux_status" "$status"
  expect_same 'standard output' "$out.linux" "$out"
  expect_same 'standard error' "$out.linux.err" "$out.err"
  if [[ $program == fails || $program == other_dies ]]; then
    [[ -s $out.err ]] || wrong "no report of the error on standard error"
  fi
  if [[ $status == 0 && $program != halts ]]; then
    [[ $(tail -n 1 "$out") == 'Return value: '* ]] || wrong "the last line is no value: $(tail -n 1 "$out")"
  fi
  if [[ $program == sleeps ]]; then
    expect 'time' 'Return value: {not_early,true,not_late,true}' "$(tail -n 1 "$out")"
  fi
  if [[ -e $top/Tests/Boards/$program.txt ]]; then
    expect_same "what $program prints" "$top/Tests/Boards/$program.txt" "$out"
  fi
}

# refused BOARD IMAGE WORDS [FIRMWARE]: the firmware says so on the console, and ends with status 2.
refused() {
  local out=$2.out status
  status=$(boot "$1" "${4:-$(firmware "$1")}" "$2" "$out")
  expect 'the status' 2 "$status"
  expect 'program output' '' "$(cat "$out")"
  grep -q "$3" "$out.err" || wrong "expected a sentence with: $3" "got: $(cat "$out.err")"
}

board_missing_image() {
  local image=$work/$1-missing.img
  printf '\377\377\377\377' >"$image"
  refused "$1" "$image" 'no program in flash'
}

board_other_board() {
  local other=MPS2AN386 image=$work/$1-other.img
  [[ $1 != MPS2AN386 ]] || other=NetduinoPlus2
  board_image "$other" returns "$image"
  refused "$1" "$image" 'another board'
}

# Words of an image, at multiples of four from its start: see ImageHeader in Sources/BeamletVM/Code/Image.swift.
word_at() { # FILE OFFSET
  od -An -v -tu4 -j "$2" -N 4 --endian=little "$1" | tr -d ' '
}

set_word() { # FILE OFFSET VALUE
  local value=$(($3 & 0xFFFFFFFF)) bytes
  printf -v bytes '\\x%02x\\x%02x\\x%02x\\x%02x' $((value & 255)) $((value >> 8 & 255)) $((value >> 16 & 255)) $((value >> 24))
  printf '%b' "$bytes" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

board_other_firmware() {
  local image=$work/$1-firmware.img
  board_image "$1" returns "$image"
  set_word "$image" 4 $(($(word_at "$image" 4) ^ 1))
  refused "$1" "$image" 'another firmware'
}

board_damaged_image() {
  local image=$work/$1-damaged.img middle
  board_image "$1" returns "$image"
  middle=$(($(stat -c %s "$image") / 2 & ~3))
  set_word "$image" "$middle" $(($(word_at "$image" "$middle") ^ 0x10))
  refused "$1" "$image" 'damaged'
}

# The size in its header is more than the board has for images.
board_cut_off_image() {
  local image=$work/$1-cut.img
  board_image "$1" returns "$image"
  set_word "$image" 8 0x7FFFFFF0
  refused "$1" "$image" 'cut off'
  # Half of it: what follows is what was in flash before.
  board_image "$1" returns "$image"
  truncate -s $(($(stat -c %s "$image") / 2 & ~3)) "$image"
  refused "$1" "$image" 'damaged'
}

# The checksum of an image's words after the header's first four, as `Image.checksum` has it.
checksum() {
  local hash word
  hash=$(($(stat -c %s "$1") - 16))
  for word in $(od -An -v -tu4 -j 16 --endian=little "$1"); do
    hash=$((((hash ^ word) * 0x9E3779B1) & 0xFFFFFFFF))
    hash=$(((hash << 15 | hash >> 17) & 0xFFFFFFFF))
  done
  echo "$hash"
}

# An image whose checksum is right, but whose module table is nowhere, makes the firmware read from no memory.
board_fault() {
  local image=$work/$1-fault.img out=$work/$1-fault status
  board_image "$1" returns "$image"
  expect "checksum" "$(word_at "$image" 12)" "$(checksum "$image")"
  set_word "$image" 44 0xB0000000
  set_word "$image" 12 "$(checksum "$image")"
  status=$(boot "$1" "$(firmware "$1")" "$image" "$out")
  expect 'the status' 1 "$status"
  expect 'program output' '' "$(cat "$out")"
  local words
  for words in 'fault: ' 'r0 ' 'pc ' 'cfsr '; do
    grep -q "$words" "$out.err" || wrong "expected a report with: $words" "got: $(cat "$out.err")"
  done
}

# The same image twice: nothing of a run stays in the ELF.
board_kept_image() {
  local image=$work/$1-kept.img out=$work/$1-kept
  board_image "$1" returns "$image"
  expect 'the first status' 0 "$(on_board "$1" "$image" "$out.1")"
  expect 'the second status' 0 "$(on_board "$1" "$image" "$out.2")"
  expect_same 'the second run' "$out.1" "$out.2"
}

# Firmware that is fitted to another program refuses one that needs more.
board_needs_more() {
  local image=$work/$1-more.img
  board_image "$1" pins "$image"
  refused "$1" "$image" 'fitted to another program' \
    "$(fitted_firmware "$1" --exactly "$top"/Sources/Demos/hello/*.erl)"
}

# A native function that was left out is undefined, and the report says how to keep it. Kept, it is there.
board_left_out() {
  local program=$top/Tests/Boards/fitted/computed.erl out=$work/left-out status=0
  timeout -k 5 300 "$top/flash.sh" "$1" "$program" >"$out" 2>"$out.err" || status=$?
  expect 'the status' 1 "$status"
  grep -q 'undefined function erlang:adler32/1\|undefined function adler32/1' "$out.err" || wrong "no report: $(cat "$out.err")"
  grep -q 'left out of this firmware.*--keep erlang:adler32/1' "$out.err" || wrong "no advice: $(cat "$out.err")"
  timeout -k 5 300 "$top/flash.sh" "$1" --keep erlang:adler32/1 "$program" >"$out" 2>"$out.err" ||
    wrong "with --keep: $(cat "$out.err")"
  expect 'the value' 'Return value: 38600999' "$(cat "$out")"
}

# hello needs half of the RAM: in the other half lies nothing. The machine's static data and main stack are the firmware's; what
# is left of 4 KB is enough for the arena, which is laid out on Linux as on the board. The stack is not used up.
board_ram() {
  local elf image=$work/$1-ram.img out=$work/$1-ram fixed used stack beams=$work/$1-ram-beams
  elf=$(fitted_firmware "$1" --exactly "$top"/Sources/Demos/hello/*.erl)
  fixed=$(section_size "$elf" .stack .data .bss)
  stack=$(section_size "$elf" .stack)
  mkdir -p "$beams"
  erlc -o "$beams" "$top"/Sources/Demos/hello/*.erl
  "$tool" link --board "$1" -o "$image" "$beams"/*.beam >"$out.table"
  "$tool" run --ram $((4096 - fixed)) "$image" >"$out.linux" ||
    wrong "stack and static data take $fixed bytes; hello does not run in what is left of 4 KB"
  painted "$1" "$elf" "$image" "$out"
  expect_same 'hello' "$out.linux" <(tr -d '\r' <"$out")
  used=$(stack_used "$elf" "$out")
  echo "static data and stack $fixed bytes, of the stack's $stack used: $used"
  ((used + 256 <= stack)) || wrong "hello uses $used bytes of the main stack's $stack"
}

# The stacks of fitted firmware are as large as they must be: for each line of the table its conformance module is run.
board_stack() {
  local elf bytes module used out=$work/$1-stack place=$work/$1-stack-beams
  elf=$(firmware "$1")
  mkdir -p "$place"
  while read -r bytes _ module; do
    erlc -W0 -o "$place" "$top/Tests/Conformance/$module.erl"
    "$tool" link --board "$1" -o "$out.img" "$place/$module.beam" >"$out.table"
    painted "$1" "$elf" "$out.img" "$out"
    used=$(stack_used "$elf" "$out")
    echo "$module uses $used of $bytes bytes"
    ((used + 256 <= bytes)) || wrong "$module uses $used bytes of main stack; Toolchain/stack-sizes.tab has $bytes"
  done < <(grep -v '^#' "$top/Toolchain/stack-sizes.tab" | awk '{ print $1, "-", $NF }')
}

# flash.sh Host is beamlet run.
board_host_status() {
  local program
  for program in returns fails exits halts; do
    local status=0
    "$top/flash.sh" Host "$top/Tests/Boards/$program.erl" >"$work/host.out" 2>"$work/host.err" || status=$?
    expect "the status of $program" "$(status_of "$program")" "$status"
  done
}

# board_fault_image OUT PROGRAM [OPTION...]: links a program of the folder faults for MPS2AN386, compiled with these options.
board_fault_image() {
  local out=$1 program=$2 place
  shift 2
  place=$(mktemp -d "$work/fault.XXXXXX")
  erlc "$@" -o "$place" "$top/Tests/Boards/faults/$program.erl"
  "$tool" link --board MPS2AN386 -o "$out" "$place/$program.beam" >"$place/table"
}

# touched PIN OUT: what FaultyMPS2 says when a program touches that pin; prints the status.
touched() {
  board_fault_image "$2.img" touches "-DPIN=$1"
  boot FaultyMPS2 "$(firmware FaultyMPS2)" "$2.img" "$2"
}

# faults PIN WORDS: touching the pin makes a report with these words, the registers, and the process, function and line.
faults() {
  local out=$work/touched-$1 status words line
  status=$(touched "$1" "$out")
  expect 'the status' 1 "$status"
  expect 'program output' before "$(cat "$out")"
  line=$(grep -n 'gpio:digital_write' "$top/Tests/Boards/faults/touches.erl" | cut -d : -f 1)
  for words in "fault: $2" 'r0 ' 'pc ' 'cfsr ' "process <0.0.0> culprit in touches:touch/0, line $line\$"; do
    grep -q "$words" "$out.err" || wrong "expected a report with: $words" "got: $(cat "$out.err")"
  done
}

# Nobody looks at the chip, and its board says that it restarts after a fault: so it does, and says the same again.
fault_restarts() {
  local out=$work/restarts firmware
  firmware=$(firmware FaultyMPS2)
  board_fault_image "$out.img" touches -DPIN=1
  arm-none-eabi-objcopy --strip-debug --update-section ".image=$out.img" "$firmware" "$out.elf"
  timeout 3 qemu-system-arm -M mps2-an386 -display none -monitor none -serial "file:$out" -kernel "$out.elf" || true
  (($(grep -c '^before' "$out") > 1 && $(grep -c '^fault: ' "$out") > 1)) || wrong "no second start: $(head -n 20 "$out")"
}

# An interrupt that nobody has asked for and that never lets go is masked; the program goes on.
fault_storm() {
  local out=$work/storm status
  status=$(touched 3 "$out")
  expect 'the status' 0 "$status"
  expect 'the value' 'Return value: {went_on,5000050000}' "$(tail -n 1 "$out")"
}

# The program goes on, but has not kept what it promised.
watchdog_unkept() {
  local out=$work/unkept-$1 status=0
  if [[ $1 == Host ]]; then
    timeout -k 5 60 "$top/flash.sh" Host "$top/Tests/Boards/faults/unkept.erl" >"$out" 2>"$out.err" || status=$?
  else
    board_fault_image "$out.img" unkept
    status=$(on_board "$1" "$out.img" "$out")
  fi
  expect 'the status' 1 "$status"
  expect 'program output' promised "$(cat "$out")"
  grep -q watchdog "$out.err" || wrong "nothing is said of the watchdog: $(cat "$out.err")"
}

# flood OUT: writes more than a driver can hold once there is a line in OUT.
flood() {
  for _ in {1..900}; do
    ! grep -qs ready "$1" || break
    sleep 0.1
  done
  head -c 200000 /dev/zero 2>/dev/null | tr '\0' x 2>/dev/null
  sleep 5
}

# More arrives than a driver has room for, while the program computes: some of it is lost, and the program goes on.
board_floods() {
  local out=$work/$1-floods status=0 beam
  beam=$(mktemp -d "$work/floods.XXXXXX")
  erlc -o "$beam" "$top/Tests/Boards/faults/listens.erl"
  # What is fed waits for what has come.
  # shellcheck disable=SC2094
  timeout -k 5 120 "$top/flash.sh" "$1" "$beam/listens.beam" < <(flood "$out") >"$out" 2>"$out.err" || status=$?
  expect 'the status' 0 "$status"
  expect 'the value' 'Return value: {heard,true}' "$(tail -n 1 "$out")"
}
