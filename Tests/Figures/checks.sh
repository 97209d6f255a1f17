# Read by Tests/run: what processes, timers and collections cost, in machine instructions that QEMU executes and in bytes, beside
# what they may cost. Programs are the .erl files beside. Not run by itself.
# shellcheck shell=bash disable=SC2154

add_figures() {
  local shape
  add figures/NetduinoPlus2/spawn-and-exit figures_spawn
  for shape in list pairs binaries maps big; do
    add "figures/NetduinoPlus2/collection-of-1-KB/$shape" figures_collection 15000 256 "$shape" false
    add "figures/NetduinoPlus2/collection-of-4-KB/$shape" figures_collection 40000 960 "$shape" false
    add "figures/NetduinoPlus2/compaction-of-4-KB/$shape" figures_collection 40000 960 "$shape" true
  done
  add figures/NetduinoPlus2/waiting-processes figures_waiting
  add figures/NetduinoPlus2/latency figures_latency
  add figures/MPS2AN386/timers figures_timers
  add figures/MPS2AN386/fresh-references figures_references
}

# figures_image BOARD PROGRAM FILE [OPTION...]: links a program, compiled with these options of erlc.
figures_image() {
  local board=$1 program=$2 file=$3 place
  shift 3
  place=$(mktemp -d "$work/figures.XXXXXX")
  erlc -W0 "$@" -o "$place" "$top/Tests/Figures/$program.erl"
  "$tool" link --board "$board" -o "$file" "$place/$program.beam" >"$place/table"
  rm -r "$place"
}

# instructions BOARD PROGRAM [OPTION...]: machine instructions from reset to the program's end.
instructions() {
  local board=$1 out
  out=$(mktemp "$work/counted.XXXXXX")
  figures_image "$board" "$2" "$out.img" "${@:3}"
  arm-none-eabi-objcopy --strip-debug --update-section ".image=$out.img" "$(firmware "$board")" "$out.elf"
  timeout -k 5 240 "$top/Toolchain/count-instructions.sh" --board "$board" --output "$out" "$out.elf" 2>"$out.err" ||
    wrong "$2 ${*:3}: $(tail -n 3 "$out" "$out.err")"
  rm -f "$out" "$out".*
}

# instructions_each BOARD PROGRAM FEW MANY [OPTION...]: of one more of what the program has COUNT of.
instructions_each() {
  local few many
  few=$(instructions "$1" "$2" -DCOUNT="$3" "${@:5}") || wrong "$few"
  many=$(instructions "$1" "$2" -DCOUNT="$4" "${@:5}") || wrong "$many"
  echo $(((many - few) / ($4 - $3)))
}

# at_most BAR FIGURE WHAT: shows the figure; the check fails where it is over the bar.
at_most() {
  figure "$2 $3 (bar: $1)"
  (($2 <= $1)) || wrong "$2 $3, the bar is $1"
}

# What a process takes whose maker yields at once, less a turn that was merely given away: spawn, the child's only instruction, its
# exit, and a switch to whoever is next.
figures_spawn() {
  local each turns
  each=$(instructions_each NetduinoPlus2 spawns 500 1500) || wrong "$each"
  turns=$(instructions_each NetduinoPlus2 yields 500 1500) || wrong "$turns"
  at_most 700 $((each - turns / 2)) 'instructions for spawn to the first instruction of the child, and exit'
}

figures_collection() { # BAR WORDS SHAPE FULL
  local each
  each=$(instructions_each NetduinoPlus2 collections 20 120 -DWORDS="$2" -DSHAPE="$3" -DFULL="$4") || wrong "$each"
  at_most "$1" "$each" 'instructions'
}

# The program's answer is {Processes, Bytes}.
figures_waiting() {
  local out=$work/waiting answer
  figures_image NetduinoPlus2 waiting "$out.img" -DCOUNT=600
  expect 'the status' 0 "$(on_board NetduinoPlus2 "$out.img" "$out")"
  answer=$(sed -n 's/^Return value: {\(.*\)}$/\1/p' "$out")
  expect 'processes that wait' 600 "${answer%,*}"
  at_most 200 "${answer#*,}" 'bytes for each of 600 processes that wait'
}

# The longest time between two turns of a process while another calls a native function with as much as fits into the memory, in
# instructions. QEMU's clock counts them: 8 ns each, so a microsecond is 125.
figures_latency() {
  local out=$work/latency status=0 name line longest=0
  figures_image NetduinoPlus2 latency "$out.img"
  (
    load_board NetduinoPlus2
    arm-none-eabi-objcopy --strip-debug --update-section ".image=$out.img" "$(firmware NetduinoPlus2)" "$out.elf"
    timeout -k 5 120 qemu-system-arm -M "$QEMU_MACHINE" -display none -monitor none -serial stdio \
      -icount shift=3,sleep=off -semihosting-config enable=on,target=native -kernel "$out.elf"
  ) >"$out" 2>"$out.err" </dev/null || status=$?
  expect 'the status' 0 "$status"
  while IFS=, read -r name line; do
    [[ $line =~ ^[0-9]+$ ]] || wrong "$name ended with $line"
    figure "$((line * 125)) instructions: $name"
    ((line * 125 <= longest)) || longest=$((line * 125))
  done < <(head -n 1 "$out" | grep -o '{[a-z_0-9]*,[^}]*}' | tr -d '{}')
  at_most 300000 "$longest" 'instructions at most'
}

# Ten times as many timers: each costs at most 4/3 of what it did, as the logarithm does, and some for the memory's lists.
figures_timers() {
  local few many
  few=$(instructions MPS2AN386 many_timers -DCOUNT=1000) || wrong "$few"
  many=$(instructions MPS2AN386 many_timers -DCOUNT=10000) || wrong "$many"
  at_most $((few * 4 / 3000)) $((many / 10000)) \
    "instructions for each of 10,000 timers: start, then cancel or fire; of 1,000: $((few / 1000))"
  figures_image Host many_timers "$work/timers.img" -DCOUNT=10000
  expect 'on Host' 'Return value: {10000,5000}' "$(timeout 60 "$tool" run --accelerate "$work/timers.img")"
}

# The search begins behind what waits, however much it is. That there is something before costs a marker: less than a fifteenth of the
# call.
figures_references() {
  local none one many
  none=$(instructions_each MPS2AN386 fresh_references 20000 40000 -DWAITING=0) || wrong "$none"
  one=$(instructions_each MPS2AN386 fresh_references 20000 40000 -DWAITING=1) || wrong "$one"
  many=$(instructions_each MPS2AN386 fresh_references 20000 40000 -DWAITING=10000) || wrong "$many"
  at_most $((none + none / 40)) "$one" "instructions for a call with one message waiting; with none: $none"
  at_most $((one + one / 100)) "$many" 'instructions for a call with 10,000 messages waiting'
}
