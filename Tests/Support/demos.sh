# Read by Tests/run: the demos print what they should, everywhere. Not run by itself.
# shellcheck shell=bash disable=SC2154

add_demos() {
  local demo
  for demo in "$top"/Sources/Demos/*/; do
    demo=$(basename "$demo")
    add "demos/$demo/Host" demo_host "$demo"
    add "demos/$demo/MPS2AN386" demo_board "$demo" MPS2AN386
    add "demos/$demo/NetduinoPlus2" demo_board "$demo" NetduinoPlus2
    add "demos/$demo/STM32VLDiscovery" demo_board "$demo" STM32VLDiscovery
  done
  add demos/hello/without-arguments demo_default
  add demos/hello/8K-of-RAM demo_small
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
