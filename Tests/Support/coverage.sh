# Read by Tests/run: which instructions the conformance modules execute, and whether all of Erlang/OTP and Elixir goes through
# the loader. Not run by itself.
# shellcheck shell=bash disable=SC2154

add_coverage() {
  add_alone conformance/coverage instruction_coverage
  add tool/loads-otp loads_everything
}

# cover FILE.beam...: runs each and adds what it executed to $work/coverage.txt.
cover() {
  local file options
  for file; do
    read -r -a options < <(module_line "$(basename "$file" .beam)" options; echo)
    timeout 120 "$tool" run "${options[@]}" --coverage "$work/coverage.txt" "$file" >/dev/null 2>"$work/coverage.err" ||
      [[ $? == 1 ]] || wrong "$file: $(tail -n 3 "$work/coverage.err")"
  done
}

# cover_compiled FOLDER COMMAND...: compiles the conformance modules into FOLDER with that erlc, and runs what it compiled.
cover_compiled() {
  local folder=$1 module
  shift
  mkdir -p "$folder"
  for module in "$top"/Tests/Conformance/*.erl; do
    grep -qE '^%% (old|new)er instructions' "$module" || continue
    "$@" -W0 -o "$folder" "$module" >/dev/null || wrong "$module: $* does not compile it"
  done
  cover "$folder"/*.beam
}

# Every entry of the generic table that a compiler of OTP 21 to 29 writes, and every linked instruction, has to be executed.
instruction_coverage() {
  local release root place left
  mkdir -p "$work/conformance/beam"
  compile_conformance
  cover "$work"/conformance/beam/*.beam
  # The compiler of OTP 25 writes the instructions of older ones, where they are asked for.
  cover_compiled "$work/coverage.r22" erlc +r22
  for release in 27 29; do
    root=$(newer_debian "$release")
    if [[ ! -x $root/usr/bin/erlc || $(id -u) != 0 ]]; then
      echo "without OTP $release: its newer instructions are not asked for"
      continue
    fi
    [[ -e $work/newer.$release ]] || compile_newer "$release"
    place=$(cat "$work/newer.$release")
    cover "$place"/*.beam
    if [[ $release == 29 ]]; then
      mkdir -p "$place/debug"
      cp "$top"/Tests/Conformance/*.hrl "$top/Tests/Conformance/instructions.erl" "$place/debug"
      for option in +line_coverage '+beam_debug_info +no_copt'; do
        # shellcheck disable=SC2086
        chroot "$root" sh -c "cd '${place#"$root"}/debug' && exec erlc -W0 $option instructions.erl" ||
          wrong "OTP 29 does not compile with $option"
        cover "$place/debug/instructions.beam"
      done
      all=true
    fi
  done
  left=$(awk '$3 == 0 { print $1, $2 }' "$work/coverage.txt")
  if [[ -z ${all:-} ]]; then
    left=$(grep -vE '_record|bif3|debug_line|executable_line|bs_match|update_record' <<<"$left" || true)
  fi
  [[ -z $left ]] || wrong 'never executed:' "$left"
}

# Each module of the OTP and Elixir that are here, and of the newer ones.
loads_everything() {
  local folders=() folder
  for folder in /usr/lib/erlang /usr/lib/elixir "$(newer_debian 27)"/usr/lib/{erlang,elixir} \
    "$(newer_debian 29)"/usr/lib/{erlang,elixir}; do
    [[ ! -d $folder ]] || folders+=("$folder")
  done
  [[ ${#folders[@]} != 0 ]] || skip 'no OTP here'
  for folder in "${folders[@]}"; do
    "$tool" link --check "$folder" >"$work/check.txt" 2>"$work/check.err" ||
      wrong "$folder: not everything goes through the loader" "$(head -n 20 "$work/check.err")"
    echo "$folder: $(head -n 1 "$work/check.txt"); $(grep '^natives missing' "$work/check.txt")"
  done
}
