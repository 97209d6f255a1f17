# Read by Tests/run: lint, builds, Swift tests, what the firmware is made of. Not run by itself.
# shellcheck shell=bash disable=SC2154

# The bars of NetduinoPlus2's firmware, in bytes: flash for the machine with its drivers and the whole language, without the tables of
# ets; flash for all that there is; RAM beside stack and arena. The second is missed today: what is due now is a bound that no
# change passes unseen.
language_flash_bar=163840
flash_bar=131072 flash_now=180224
ram_bar=2048
# Flash for firmware that is fitted to the demo hello.
fitted_bar=65536

# The boards with firmware.
firmware_boards() {
  local name
  while read -r name; do
    if grep -q '^CORE=' "$top/Boards/$name/board.conf"; then echo "$name"; fi
  done < <(board_names)
}

add_lint() {
  add lint/shell lint_shell
  add lint/swift lint_swift
  add lint/tables "$top/Toolchain/generate-tables" --check
}

lint_shell() {
  local scripts
  if ! command -v shellcheck >/dev/null; then
    if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
      { apt-get update -q && apt-get install -yq --no-install-recommends shellcheck; } >"$work/shellcheck.log" 2>&1 ||
        skip "shellcheck could not be installed: $(tail -n 1 "$work/shellcheck.log")"
    else
      skip "shellcheck is missing: on Debian, apt-get install shellcheck"
    fi
  fi
  mapfile -t scripts < <(cd "$top" && git ls-files '*.sh' flash.sh Tests/run Tests/bench .ci/run)
  cd "$top" || exit
  shellcheck -x -P SCRIPTDIR -P "$top" "${scripts[@]}"
}

lint_swift() {
  cd "$top" || exit
  swift format lint --strict --recursive --parallel --configuration .swift-format Package.swift Sources Boards Tests 2>&1 |
    head -n 40
}

add_builds() {
  local board
  add_alone build/tool build_the_tool
  while read -r board; do
    add_alone "build/firmware-$board" build_firmware "$board"
  done < <(firmware_boards)
}

build_the_tool() { build_tool >/dev/null; }
build_firmware() { firmware "$1" >/dev/null; }

# What checks need before their time runs: the tool, and the firmware of the boards that the selected ones name.
prepare() {
  local board name needed
  build_tool >/dev/null || fail 1 "the desktop tool does not build"
  while read -r board; do
    needed=false
    for name in "${check_names[@]}"; do
      if is_selected "$name" "$pattern" && [[ $name == *"$board"* || $name == bench/* || $name == demos/* ]]; then needed=true; fi
    done
    if [[ $needed == true ]] && ! build_firmware "$board"; then echo "the firmware of $board does not build"; fi
  done < <(firmware_boards)
}

add_swift() {
  add_alone swift/tests swift_tests
}

# The Swift tests count one by one: their totals are added, and this check itself is none.
swift_tests() {
  local log=$work/swift-test.log status=0 passed failed skipped
  # The tests of the tool look for it where it is built.
  timeout -k 10 1200 swift test --package-path "$top" --scratch-path "$build" >"$log" 2>&1 || status=$?
  passed=$(grep -cE '^.{0,4}Test [^ ].* passed after ' "$log" || true)
  failed=$(grep -cE '^.{0,4}Test [^ ].* failed after ' "$log" || true)
  skipped=$(grep -cE '^.{0,4}Test [^ ].* skipped' "$log" || true)
  # The line for the whole run reads like one of a test.
  ((passed == 0)) || ! grep -qE 'Test run with .* passed after' "$log" || passed=$((passed - 1))
  ((failed == 0)) || ! grep -qE 'Test run with .* failed after' "$log" || failed=$((failed - 1))
  repeat passed "$passed"
  repeat failed "$failed"
  repeat skipped "$skipped"
  if [[ $status != 0 ]]; then
    grep -E ' recorded an issue |failed after|error:|Fatal error|unexpectedly|signal' "$log" | head -n 40
    ((failed > 0)) || tail -n 30 "$log"
    ((status != 124)) || echo "not finished within 20 minutes"
    exit 1
  fi
  ((passed > 0)) || wrong "no Swift test ran" "$(tail -n 10 "$log")"
}

# repeat WORD TIMES: so many results.
repeat() {
  local left
  for ((left = $2; left > 0; left--)); do echo "$1"; done >>"$results"
}

add_firmware() {
  local board
  while read -r board; do
    add "firmware/$board/no-allocator" firmware_allocator "$board"
    add "firmware/$board/image-section" firmware_image_section "$board"
  done < <(firmware_boards)
  add firmware/NetduinoPlus2/flash firmware_flash
  add firmware/NetduinoPlus2/language-flash firmware_language_flash
  add firmware/NetduinoPlus2/ram firmware_ram
  add firmware/NetduinoPlus2/dispatch firmware_dispatch
  add firmware/NetduinoPlus2/fitted-flash firmware_fitted_flash NetduinoPlus2
  add firmware/STM32VLDiscovery/fitted-flash firmware_fitted_flash STM32VLDiscovery
  add firmware/STM32VLDiscovery/instructions firmware_cortex_m3
}

# Prints the path of a board's firmware. Where it is fitted, it serves all programs that are tried on the board.
firmware() {
  if grep -q '^FITTED=yes' "$(find_board "$1")/board.conf"; then
    # Demos that are applications take more flash and RAM than such a board has.
    local file files=()
    for file in "$top"/Sources/Demos/*/*.erl "$top"/Tests/Boards/*.erl "$top"/Tests/Boards/{faults,fitted}/*.erl; do
      compgen -G "$(dirname "$file")/*.app" >/dev/null || files+=("$file")
    done
    fitted_firmware "$1" --needs "${files[@]}"
  else
    "$top/Toolchain/build-firmware.sh" "$1"
  fi
}

# fitted_firmware BOARD --needs|--exactly FILE...: prints the path of firmware that is fitted to these programs: each .erl file one,
# but those of a folder of demos together.
fitted_firmware() {
  local board=$1 how=$2 place file programs=()
  place=$(mktemp -d "$work/fitted.XXXXXX")
  shift 2
  for file; do
    mkdir -p "$place/$(basename "$(dirname "$file")")"
    erlc -DBOARD="'$board'" -o "$place/$(basename "$(dirname "$file")")" "$file" >&2 || return
    case $file in
      */Demos/*) programs+=("$place/$(basename "$(dirname "$file")")") ;;
      *) programs+=("$place/$(basename "$(dirname "$file")")/$(basename "$file" .erl).beam") ;;
    esac
  done
  for file in $(printf '%s\n' "${programs[@]}" | sort -u); do
    [[ ! -d $file ]] || file=$(printf '%s\n' "$file"/*.beam)
    # A folder's modules are one program.
    # shellcheck disable=SC2086
    "$tool" link --board "$board" -o "$(mktemp "$place/XXXXXX.img")" $file >/dev/null || return
  done
  "$tool" needs "$place"/*.img >"$place/needs" || return
  "$top/Toolchain/build-firmware.sh" "$board" "$how" "$place/needs"
}

# No allocator: C's, Swift's or any by another name.
firmware_allocator() {
  local elf found
  elf=$(firmware "$1")
  found=$(arm-none-eabi-nm "$elf" | awk '{ print $NF }' |
    grep -E '^(_?(malloc|calloc|realloc|reallocarray|free|cfree|memalign|posix_memalign|aligned_alloc|sbrk)(_r)?|swift_(slow(Alloc|Dealloc)|alloc|dealloc|allocObject|deallocObject|allocBox|allocEmptyBox|deallocClassInstance|initStackObject)[A-Za-z_]*|_Zn[wa]j.*|_Zd[la]Pv.*)$' || true)
  [[ -z $found ]] || wrong "the firmware of $1 has" "$found"
}

firmware_image_section() {
  local elf size
  elf=$(firmware "$1")
  size=$(section_size "$elf" .image)
  expect "size of the empty section .image" 4 "$size"
}

# section_size ELF NAME...: the sections' sizes together.
section_size() {
  local elf=$1
  shift
  arm-none-eabi-size -A "$elf" | awk -v names=" $* " 'index(names, " " $1 " ") { sum += $2 } END { print sum + 0 }'
}

# flash_within ELF BAR [NOW]: shows what firmware takes of flash, and fails above the bar, or above what is due now.
flash_within() {
  local size
  size=$(section_size "$1" .vectors .text .rodata .got .ARM.exidx .data)
  ((size > 0)) || wrong "no firmware: '$1'"
  if ((size > $2)); then
    figure "$size bytes of flash, the bar of $2 is MISSED by $((size - $2))"
  else
    figure "$size bytes of flash, the bar is $2"
  fi
  ((size <= ${3:-$2})) || wrong "the firmware takes $size bytes of flash, $((size - ${3:-$2})) more than the ${3:-$2} that are due now"
}

firmware_flash() {
  local elf
  elf=$(firmware NetduinoPlus2)
  flash_within "$elf" "$flash_bar" "$flash_now"
}

# What an image of the whole language would need: all instructions, and all native functions but those of ets.
firmware_language_flash() {
  local needs=$work/language.needs elf
  cases() { sed -n 's/^    case \([a-z][A-Za-z0-9_]*\)$/\1/p' "$top/Sources/BeamletVM/$1" | awk -v kind="$2" '{ print kind, NR - 1, $1 }'; }
  { cases Code/InstructionSet.swift instruction && cases BIFs/BIFTable.swift native; } |
    grep -vE ' (ets_|erlang_match_spec_test_)' >"$needs"
  elf=$("$top/Toolchain/build-firmware.sh" NetduinoPlus2 --exactly "$needs")
  flash_within "$elf" "$language_flash_bar"
}

# One call in the branches of callBIF that is no tail call gives all of them a stack frame: 4 bytes for each native function, and
# time for each call.
firmware_dispatch() {
  local elf start size rest found
  elf=$(firmware NetduinoPlus2)
  read -r start size rest < <(arm-none-eabi-nm -S "$elf" | grep '7MachineV7callBIFyAA4Term') || wrong "there is no callBIF"
  found=$(arm-none-eabi-objdump -d --no-show-raw-insn --start-address="0x$start" --stop-address="$((0x$start + 0x$size))" "$elf" |
    grep -P '\t(push|bl)\t' || true)
  [[ -z $found ]] || wrong "callBIF calls what is to be in without_tail_call() of generate-tables" "$found"
}

firmware_fitted_flash() {
  local elf
  elf=$(fitted_firmware "$1" --exactly "$top"/Sources/Demos/hello/*.erl)
  flash_within "$elf" "$fitted_bar"
}

# Instructions that a Cortex-M4 has and a Cortex-M3 has not (ARMv7-M Architecture Reference Manual, the DSP and
# floating-point extensions).
firmware_cortex_m3() {
  local elf found
  elf=$(firmware STM32VLDiscovery)
  found=$(arm-none-eabi-objdump -d "$elf" | cut -f 3 | cut -c 1-12 |
    grep -E '^(smla[bdtlw]|smul[bdtw]|smlsd|smlsld|smm(la|ls|ul)|smuad|smusd|[su]xta|[su]xtb16|[su](add|sub|asx|sax)[18x]|[su]h?(add|sub)(8|16)|[qs]h?(add|sub|asx|sax|dadd|dsub)|uq|uh(asx|sax)|pkh|sel|usad|[su]sat16|umaal|v[a-z])' |
    sort | uniq -c || true)
  [[ -z $found ]] || wrong "the firmware has instructions that the Cortex-M3 lacks" "$found"
  readelf -A "$elf" | grep -q 'Tag_CPU_arch: v7$' || wrong "the firmware is not marked as one for ARMv7-M"
}

firmware_ram() {
  local elf size
  elf=$(firmware NetduinoPlus2)
  size=$(section_size "$elf" .data .bss)
  ((size <= ram_bar)) || wrong ".data and .bss take $size bytes of RAM, the bar is $ram_bar"
}
