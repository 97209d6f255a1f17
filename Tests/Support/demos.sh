# Read by Tests/run: the demos print what they should, everywhere. Not run by itself.
# shellcheck shell=bash disable=SC2154

add_demos() {
  local demo board
  for demo in "$top"/Sources/Demos/*/; do
    demo=$(basename "$demo")
    if [[ -e $top/Sources/Demos/$demo/$demo.app ]]; then
      add "demos/$demo/desktop" application_desktop "$demo"
      for board in Host MPS2AN386 NetduinoPlus2; do
        add "demos/$demo/$board" application_board "$demo" "$board"
      done
      add "demos/$demo/bars" application_bars "$demo"
      continue
    fi
    add "demos/$demo/Host" demo_host "$demo"
    add "demos/$demo/MPS2AN386" demo_board "$demo" MPS2AN386
    add "demos/$demo/NetduinoPlus2" demo_board "$demo" NetduinoPlus2
    add "demos/$demo/STM32VLDiscovery" demo_board "$demo" STM32VLDiscovery
  done
  add demos/hello/without-arguments demo_default
  add demos/hello/8K-of-RAM demo_small
}

# ---- Applications: demos with an .app file, which go on for ever unless that says otherwise.

# The image's bytes that are allowed, by demo; RAM in bytes, and machine instructions for start and stop, for each.
declare -A image_bars=([thermostat]=98304 [greenhouse]=163840)
application_ram_bar=49152 application_start_bar=10000000

# application_files DEMO FOLDER ROUNDS: a copy of a demo in FOLDER that ends after so many readings or rounds, and is quick; compiled there.
# The array `application_files` gets what is linked, `application_options` where its libraries are. Elixir's is one of the newer Debians,
# where the machine has none.
application_files() {
  local demo=$1 folder=$2 source=$top/Sources/Demos/$1 root inside
  mkdir -p "$folder"
  sed "s/infinity}/$3}/; s/{period, 1000}/{period, ${4:-50}}/" "$source/$demo.app" >"$folder/$demo.app"
  application_options=()
  application_erl=(erl -pa "$folder")
  if compgen -G "$source/*.ex" >/dev/null; then
    if command -v elixirc >/dev/null; then
      LC_ALL=C.UTF-8 elixirc -o "$folder" "$source"/*.ex >"$folder/compiled" 2>&1 || wrong "$(tail -n 5 "$folder/compiled")"
      application_erl=(env LC_ALL=C.UTF-8 elixir --no-halt -pa "$folder")
    else
      need_newer 27
      root=$(newer_debian 27)
      inside=$(new_folder "$root" demo)
      cp "$source"/*.ex "$folder/$demo.app" "$inside"
      chroot "$root" env -C "${inside#"$root"}" LC_ALL=C.UTF-8 sh -c 'elixirc *.ex' >"$folder/compiled" 2>&1 ||
        wrong "$(tail -n 5 "$folder/compiled")"
      cp "$inside"/*.beam "$folder"
      application_options=(--otp "$root/usr/lib/erlang" --elixir "$root/usr/lib/elixir")
      application_erl=(chroot "$root" env -C "${inside#"$root"}" LC_ALL=C.UTF-8 elixir --no-halt)
    fi
  else
    erlc -o "$folder" "$source"/*.erl
  fi
  application_files=("$folder"/*.beam "$folder/$demo.app")
}

# What a demo says itself, without the reports of its crashes, without times, and without the colours of a terminal.
application_lines() {
  sed -nE 's/^[0-9:.]+ \[/[/; /^[0-9]+\.[0-9] degrees,|^no reading|^done:|^\[/p' "$1"
}

# On the desktop the demo runs unchanged.
application_desktop() {
  local folder=$work/application.$1.desktop start
  application_files "$1" "$folder" 20
  if [[ ${application_erl[*]} == *elixir* ]]; then
    start=(-e "{:ok, _} = :application.ensure_all_started(:$1, :permanent)")
  else
    start=(-noshell -eval "{ok, _} = application:ensure_all_started($1, permanent).")
  fi
  timeout -k 5 60 "${application_erl[@]}" "${start[@]}" >"$folder/out" 2>"$folder/err" </dev/null ||
    wrong "it ended with status $?" "$(tail -n 5 "$folder/err")"
  application_lines "$folder/out" >"$folder/lines"
  expect_same "$1 on the desktop" "$top/Tests/Support/demos/$1.txt" "$folder/lines"
}

application_board() {
  local folder=$work/application.$1.$2
  application_files "$1" "$folder" 20
  run_limited 100 "$folder/out" "$folder/err" "$top/flash.sh" "$2" "${application_options[@]}" "${application_files[@]}"
  application_lines "$folder/out" >"$folder/lines"
  expect_same "$1" "$top/Tests/Support/demos/$1.txt" "$folder/lines"
}

# The image's size, the time to link it, RAM and machine instructions until all has started (and has stopped again).
application_bars() {
  local folder=$work/application.$1.bars firmware size began count ram
  application_files "$1" "$folder" 0 1
  began=$(date +%s%N)
  "$tool" link --board NetduinoPlus2 "${application_options[@]}" -o "$folder/app.img" "${application_files[@]}" >"$folder/table"
  (($(date +%s%N) - began < 5000000000)) || wrong "linking took $((($(date +%s%N) - began) / 1000000)) ms, 5000 are allowed"
  size=$(stat -c %s "$folder/app.img")
  firmware=$("$top/Toolchain/build-firmware.sh" NetduinoPlus2)
  arm-none-eabi-objcopy --strip-debug --update-section ".image=$folder/app.img" "$firmware" "$folder/app.elf"
  count=$("$top/Toolchain/count-instructions.sh" --board NetduinoPlus2 --output "$folder/out" "$folder/app.elf" 2>"$folder/err") ||
    wrong "it ended with status $?" "$(tail -n 5 "$folder/out" "$folder/err")"
  grep -q '^\(.*\] \)\?\(done\|0 rounds\)' "$folder/out" || wrong "it did not run to its end:" "$(tail -n 5 "$folder/out")"
  painted NetduinoPlus2 "$firmware" "$folder/app.img" "$folder/painted"
  # Where they differ is what was written to: cmp says so with its status, too.
  ram=$({ cmp -l "$folder/painted.ram" "$folder/painted.paint" || true; } | wc -l)
  figure "image $size bytes, RAM $ram bytes, $count machine instructions for start and stop"
  ((size <= image_bars[$1])) || wrong "the image has $size bytes, the bar is ${image_bars[$1]}"
  ((ram <= application_ram_bar)) || wrong "it takes $ram bytes of RAM, the bar is $application_ram_bar"
  ((count <= application_start_bar)) || wrong "start and stop take $count instructions, the bar is $application_start_bar"
}

# The pins of a demo are those of the boards it was written for, and so is its size.
demo_fits() {
  [[ $1 != blinky || $2 != MPS2AN386 ]] || skip "blinky is not wired for $2"
  [[ $1 != ring || $2 != STM32VLDiscovery ]] || skip "ring has 100 processes of 200 bytes: more than the 8 KB of $2"
}

# What a demo prints on a board, in a file whose name this prints.
demo_text() {
  local text=$top/Tests/Support/demos/$1.txt
  if [[ $1 == blinky && $2 == STM32VLDiscovery ]]; then
    sed 's/{a,10}/{c,8}/' "$text" >"$work/$1.$2.txt"
    text=$work/$1.$2.txt
  fi
  echo "$text"
}

demo_host() {
  run_limited 30 "$work/$1.host" "$work/$1.host.err" "$top/flash.sh" Host "$top/Sources/Demos/$1/"*.erl
  expect_same "$1" "$top/Tests/Support/demos/$1.txt" "$work/$1.host"
}

demo_board() {
  demo_fits "$@"
  run_limited 60 "$work/$1.$2" "$work/$1.$2.err" "$top/flash.sh" "$2" "$top/Sources/Demos/$1/"*.erl
  expect_same "$1" "$(demo_text "$1" "$2")" "$work/$1.$2"
}

demo_default() {
  run_limited 60 "$work/default" "$work/default.err" "$top/flash.sh"
  expect_same "./flash.sh" "$top/Tests/Support/demos/hello.txt" "$work/default"
}

demo_small() {
  local place=$work/hello-small
  mkdir -p "$place"
  erlc -o "$place" "$top/Sources/Demos/hello/"*.erl
  run_limited 30 "$place/out" "$place/err" "$tool" run --ram 8K \
    "$place/hello.beam" "$place/greeting.beam" "$place/catalog.beam"
  expect_same "hello with 8 KB of RAM" "$top/Tests/Support/demos/hello.txt" "$place/out"
}
