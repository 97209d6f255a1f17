# Read by Tests/run: how much RAM programs take on QEMU's boards. RAM is painted before reset, and read when the program has ended.
# Not run by itself.
# shellcheck shell=bash disable=SC2154

# The colour of RAM that nobody has written to.
paint='\245'

# symbol ELF NAME: its value.
symbol() {
  local value
  value=$(arm-none-eabi-nm "$1" | awk -v name="$2" '$3 == name { print $1 }')
  echo $((16#$value))
}

# painted BOARD FIRMWARE IMAGE OUT: runs a program to its end, on a chip that nobody observes: no semihosting. What the console
# gets is in OUT, RAM in OUT.ram.
painted() {
  local board=$1 out=$4 left
  (
    load_board "$board"
    arm-none-eabi-objcopy --strip-debug --update-section ".image=$3" "$2" "$out.elf"
    head -c $((RAM_SIZE)) /dev/zero | tr '\0' "$paint" >"$out.paint"
    : >"$out"
    # Whether the program has ended is seen on its console; the monitor then saves RAM.
    {
      for ((left = 600; left > 0; left--)); do
        ! grep -qaE '^(Return value|Exited|\*\* exception|fault:|beamlet:|done:)|: done' "$out" || break
        sleep 0.1
      done
      sleep 0.3
      printf 'pmemsave %s %s "%s"\nquit\n' "$RAM_START" "$RAM_SIZE" "$out.ram"
    } | timeout -k 5 90 qemu-system-arm -M "$QEMU_MACHINE" -display none -monitor stdio -serial "file:$out" \
      -device "loader,file=$out.paint,addr=$RAM_START,force-raw=on" -kernel "$out.elf" >/dev/null
    rm -f "$out.elf"
  )
}

# stack_used FIRMWARE OUT: bytes of the main stack, which begins RAM, that a painted run has used.
stack_used() {
  local size first
  size=$(($(symbol "$1" _stack_top) - $(symbol "$1" _stack_start)))
  first=$(cmp "$2.ram" "$2.paint" | sed 's/.* byte \([0-9]*\),.*/\1/')
  echo $((size - first + 1))
}
