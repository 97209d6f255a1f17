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
    for release in 27 29; do
      add "libraries/Elixir-$(basename "$file" .ex)/otp$release" elixir_program "$(basename "$file" .ex)" "$release"
    done
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
  timeout -k 5 60 "${run[@]}" env LC_ALL=C.UTF-8 sh -c "cd '${folder#"$root"}' && erlc -W0 $name.erl && exec erl -noshell -eval 'io:setopts([{encoding, unicode}]).' -s $name start -s init stop" \
    2>/dev/null | tr -d '\r' >"$got.expected"
  timeout -k 5 100 "$tool" run "${options[@]}" "$folder/$name.beam" >"$got.output" 2>"$got.errors" || status=$?
  rm -rf "$folder"
  [[ $status == 0 ]] || wrong "status $status" "$(head -n 10 "$got.errors")"
  grep -av '^Return value: ' "$got.output" >"$got" || true
  expect_same "$name" "$got.expected" "$got"
}

# elixir_program NAME RELEASE: with the Elixir and the OTP of a newer Debian (1.18 beside OTP 27, 1.20 beside 29). The module is called
# as the file, with a capital letter.
elixir_program() {
  local name=$1 module=${1^} root folder got=$work/elixir.$1.$2 status=0
  need_newer "$2"
  root=$(newer_debian "$2")
  folder=$(mktemp -d "$root/tmp/elixir.XXXXXX")
  cp "$top/Tests/Libraries/Elixir/$name.ex" "$folder"
  timeout -k 5 100 chroot "$root" env LC_ALL=C.UTF-8 sh -c \
    "cd '${folder#"$root"}' && elixirc $name.ex >&2 && exec elixir -e '$module.start()'" 2>/dev/null >"$got.expected" || true
  timeout -k 5 100 "$tool" run --otp "$root/usr/lib/erlang" --elixir "$root/usr/lib/elixir" --start "Elixir.$module" \
    "$folder"/*.beam >"$got.output" 2>"$got.errors" || status=$?
  rm -rf "$folder"
  [[ $status == 0 ]] || wrong "status $status" "$(head -n 10 "$got.errors")"
  grep -av '^Return value: ' "$got.output" >"$got" || true
  expect_same "$name" "$got.expected" "$got"
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
