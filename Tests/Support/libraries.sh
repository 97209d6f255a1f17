# Read by Tests/run: programs over OTP's and Elixir's own libraries, which the linker finds by itself. Not run by itself.
# shellcheck shell=bash disable=SC2154

# Each program answers on Host as it does on erl or elixir, with the installed release's libraries and with newer ones.
add_libraries() {
  local file name release
  for file in "$top"/Tests/Libraries/*.erl; do
    name=$(basename "$file" .erl)
    add "libraries/$name/Host" library_program "$name" ''
    for release in 27 29; do add "libraries/$name/otp$release" library_program "$name" "$release"; done
  done
  for file in "$top"/Tests/Libraries/Elixir/*.ex; do
    add "libraries/Elixir-$(basename "$file" .ex)/Host" elixir_program "$(basename "$file" .ex)"
  done
  add libraries/time-to-link time_to_link
}

# library_program NAME RELEASE: RELEASE is empty for the installed OTP. The program is compiled by that release.
library_program() {
  local name=$1 release=$2 root='' folder got=$work/library.$1.$2 status=0 run=() options=()
  if [[ -n $release ]]; then
    need_newer "$release"
    root=$(newer_debian "$release")
    run=(chroot "$root")
    options=(--otp "$root/usr/lib/erlang")
  fi
  folder=$(mktemp -d "$root/tmp/library.XXXXXX")
  cp "$top/Tests/Libraries/$name.erl" "$folder"
  timeout -k 5 60 "${run[@]}" env LC_ALL=C.UTF-8 sh -c "cd '${folder#"$root"}' && erlc -W0 $name.erl && exec erl -noshell -s $name start -s init stop" \
    2>/dev/null | tr -d '\r' >"$got.expected"
  timeout -k 5 100 "$tool" run "${options[@]}" "$folder/$name.beam" >"$got.output" 2>"$got.errors" || status=$?
  rm -rf "$folder"
  [[ $status == 0 ]] || wrong "status $status" "$(head -n 10 "$got.errors")"
  grep -av '^Return value: ' "$got.output" >"$got" || true
  expect_same "$name" "$got.expected" "$got"
}

# elixir_program NAME: with the installed Elixir; its module is called as the file, with a capital letter.
elixir_program() {
  local name=$1 module=${1^} folder=$work/elixir.$1 status=0
  command -v elixirc >/dev/null || skip "elixirc is missing: on Debian, apt-get install elixir"
  mkdir -p "$folder"
  (cd "$folder" && elixirc "$top/Tests/Libraries/Elixir/$name.ex") >"$folder/elixirc" 2>&1 || wrong "$(cat "$folder/elixirc")"
  (cd "$folder" && LC_ALL=C.UTF-8 timeout -k 5 60 elixir -e "$module.start()") 2>/dev/null >"$folder/expected"
  timeout -k 5 100 "$tool" run --start "Elixir.$module" "$folder"/*.beam >"$folder/output" 2>"$folder/errors" || status=$?
  [[ $status == 0 ]] || wrong "status $status" "$(head -n 10 "$folder/errors")"
  grep -av '^Return value: ' "$folder/output" >"$folder/got" || true
  expect_same "$name" "$folder/expected" "$folder/got"
}

# Linking a program with a supervisor, servers and their libraries takes less than 5 seconds.
time_to_link() {
  local folder=$work/time-to-link began
  mkdir -p "$folder"
  erlc -W0 -o "$folder" "$top/Tests/Libraries/supervision.erl"
  began=$(date +%s%N)
  "$tool" link --board NetduinoPlus2 -o "$folder/supervision.img" "$folder/supervision.beam" >"$folder/table"
  (($(date +%s%N) - began < 5000000000)) || wrong "linking took $((($(date +%s%N) - began) / 1000000)) ms, 5000 are allowed"
}
