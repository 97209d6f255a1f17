# Read by Tests/run: files in flash, over a model of it in which power fails. Not run by itself.
# shellcheck shell=bash disable=SC2154

add_storage() {
  local release
  for release in '' 27 29; do add "storage/model/otp$release" storage_model "$release"; done
  add storage/kept storage_kept
}

# storage_model RELEASE: Tests/Storage/storing.erl with that release, or the installed one.
storage_model() {
  local release=$1 root='' folder run=()
  if [[ -n $release ]]; then
    need_newer "$release"
    root=$(newer_debian "$release")
    run=(chroot "$root")
  fi
  folder=$(new_folder "$root" storage)
  cp "$top"/Sources/Libraries/beamlet_store*.erl "$top"/Tests/Storage/*.erl "$folder"
  "${run[@]}" sh -c "cd '${folder#"$root"}' && erlc -W0 *.erl" || wrong "the store does not compile"
  "${run[@]}" env -C "${folder#"$root"}" timeout -k 10 200 \
    erl -noshell -eval 'storing:main(), halt().' >"$work/storage.$release" 2>&1 ||
    wrong "$(grep -v '^$' "$work/storage.$release" | cut -c1-500 | head -n 20)"
  rm -rf "$folder"
}

# What a program has stored is there for the next one that has the same file, also where the first was killed in the middle of its work.
storage_kept() {
  local folder=$work/storage-kept count=0 last=0 round
  mkdir -p "$folder"
  erlc -o "$folder" "$top/Tests/Storage/counting.erl"
  for round in 1 2 3 4 5 6; do
    timeout -s KILL "0.$((3 + round))" "$tool" run --storage "$folder/flash" "$folder/counting.beam" >"$folder/out" 2>&1 || true
    count=$(sed -n 's/^began at \([0-9]*\)$/\1/p' "$folder/out")
    ((count >= last)) || wrong "round $round began at '$count' after $last: $(head -n 5 "$folder/out")"
    last=$(sed -n 's/^reached \([0-9]*\)$/\1/p' "$folder/out" | tail -n 1)
    [[ -n $last ]] || last=$count
  done
  ((last > 0)) || wrong "nothing was counted: $(head -n 5 "$folder/out")"
  figure "counted to $last in six rounds"
}
