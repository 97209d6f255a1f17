# Read by Tests/run: mixed load for a long time of the clock that a board sees. Not run by itself.
# shellcheck shell=bash disable=SC2154

add_soak() {
  add soak/Host soak_host Host 3600 20
  add soak/memory-of-NetduinoPlus2 soak_host NetduinoPlus2 3600 40
  add soak/checked soak_host NetduinoPlus2 600 40 --check-memory
  add soak/NetduinoPlus2 soak_board NetduinoPlus2 600 40
}

# soak_image BOARD SECONDS PAUSE FILE
soak_image() {
  local place
  place=$(mktemp -d "$work/soak.XXXXXX")
  erlc -DSECONDS="$2" -DPAUSE="$3" -o "$place" "$top/Tests/Soak/soak.erl"
  "$tool" link --board "$1" -o "$4" "$place/soak.beam" >"$place/table"
}

# soaked SECONDS OUT: memory is in use as at the start.
soaked() {
  local answer
  answer=$(tail -n 1 "$2")
  [[ $answer == 'Return value: {as_it_was,'* ]] || wrong "$answer" "$(tail -n 20 "$2.err")"
  figure "$1 s: ${answer#*,}"
}

# soak_host BOARD SECONDS PAUSE [OPTION...]: with that board's memory, on a clock that does not sleep.
soak_host() {
  local out=$work/soak-$BASHPID status=0
  soak_image "$1" "$2" "$3" "$out.img"
  timeout -k 5 120 "$tool" run --accelerate "${@:4}" "$out.img" >"$out" 2>"$out.err" || status=$?
  expect 'the status' 0 "$status"
  soaked "$2" "$out"
}

# soak_board BOARD SECONDS PAUSE: under QEMU, whose clock counts instructions (8 ns each: 125 MHz) and does not sleep.
soak_board() {
  local out=$work/soak-$1 status=0
  soak_image "$1" "$2" "$3" "$out.img"
  (
    load_board "$1"
    arm-none-eabi-objcopy --strip-debug --update-section ".image=$out.img" "$(firmware "$1")" "$out.elf"
    timeout -k 5 300 qemu-system-arm -M "$QEMU_MACHINE" -display none -monitor none -serial stdio \
      -icount shift=3,sleep=off -semihosting-config enable=on,target=native -kernel "$out.elf"
  ) >"$out" 2>"$out.err" </dev/null || status=$?
  rm -f "$out.elf"
  expect 'the status' 0 "$status"
  soaked "$2" "$out"
}
