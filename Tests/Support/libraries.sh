# Read by Tests/run: programs over OTP's and Elixir's own libraries, which the linker finds by itself. Not run by itself.
# shellcheck shell=bash disable=SC2154

# Each program answers on Host as it does on erl or elixir, with the installed release's libraries and with newer ones.
add_libraries() {
  local file name release
  for file in "$top"/Tests/Libraries/*.erl; do
    name=$(basename "$file" .erl)
    add "libraries/$name/Host" library_program "$name" ''
    for release in 27 29; do add "libraries/$name/otp$release" library_program "$name" "$release"; done
    [[ $name != whole_* && $name != stored_* && $name != expressions && $name != formats ]] ||
      add "libraries/$name/MPS2AN386" library_board "$name" MPS2AN386
  done
  for file in "$top"/Tests/Libraries/Elixir/*.ex; do
    for release in '' 27 29; do
      add "libraries/Elixir-$(basename "$file" .ex)/${release:+otp}${release:-Host}" elixir_program "$(basename "$file" .ex)" "$release"
    done
  done
  for release in 27 29; do add "libraries/calls/otp$release" library_calls "$release"; done
  for release in 27 29; do add "libraries/Elixir-calls/otp$release" elixir_calls "$release"; done
  for release in '' 27 29; do add "libraries/unicode/${release:+otp}${release:-Host}" unicode_program "$release"; done
  for release in 27 29; do add "libraries/configured/otp$release" configured "$release"; done
  for release in 27 29; do add "libraries/compiled-patterns/otp$release" compiled_patterns "$release"; done
  add libraries/console-input console_input
  for release in '' 27 29; do add "libraries/compiler/${release:+otp}${release:-Host}" compiler "$release"; done
  for release in '' 27 29; do add "libraries/eunit/${release:+otp}${release:-Host}" eunit_program "$release"; done
  for release in '' 27 29; do add "libraries/exunit/${release:+otp}${release:-Host}" exunit_program "$release"; done
  for name in Host MPS2AN386; do add "libraries/upgrade/$name" code_upgrade "$name"; done
  add libraries/time-to-link time_to_link
}

# library_calls RELEASE: the test programs call every function that the release documents of the modules in uncalled.terms. Before 27, the
# installed files do not say what is documented.
library_calls() {
  local root run=() options=() folder lines status=0
  use_release "$1"
  folder=$(new_folder "$root" calls)
  cp -r "$top"/Tests/Libraries "$top"/Tests/Conformance "$top/Tests/Support/uncalled.escript" "$folder"
  lines=$("${run[@]}" env -C "${folder#"$root"}" sh -c 'escript uncalled.escript Libraries/uncalled.terms Conformance/*.erl Libraries/*.erl Libraries/*/*.erl' 2>&1) || status=$?
  rm -rf "$folder"
  [[ $status == 0 ]] || wrong "what no test program calls:" "$lines"
}

# The same of Elixir's. The compiler of 1.14 shows some calls only as those of Erlang's functions that it puts in their place.
elixir_calls() {
  local root run=() options=() folder lines status=0
  use_release "$1"
  folder=$(new_folder "$root" calls)
  cp -r "$top/Tests/Libraries/Elixir" "$top/Tests/Support/uncalled.exs" "$folder"
  lines=$("${run[@]}" env -C "${folder#"$root"}" LC_ALL=C.UTF-8 sh -c 'elixir uncalled.exs Elixir/uncalled.exs Elixir/*.ex Elixir/Support/*.ex 2>errors') || status=$?
  [[ $status == 0 ]] || wrong "what no test program calls:" "$lines" "$(tail -n 5 "$folder/errors")"
  rm -rf "$folder"
}

# A line like "%% options: --keep lists" in a program (with # in Elixir) says how `beamlet run` is called beside.
library_options() { sed -n 's/^[%#]* options: *//p' "$1"; }

# use_release RELEASE: sets the caller's root and run, with which a command of that release is called, and adds to its options those of
# the tool. Nothing for the installed OTP, whose RELEASE is empty.
use_release() {
  [[ -n $1 ]] || return 0
  need_newer "$1"
  root=$(newer_debian "$1")
  run=(chroot "$root")
  options+=(--otp "$root/usr/lib/erlang")
}

# What both print is compared, and what start/0 returns. Beside a program NAME.erl there may be applications, NAME*.app, and plain files in
# a folder NAME, which go into a pack with it.
#
# library_program NAME RELEASE: RELEASE is empty for the installed OTP. The program is compiled by that release.
library_program() {
  local name=$1 release=$2 root='' folder got=$work/library.$1.$2 run=() options=() inputs file
  read -r -a options < <(library_options "$top/Tests/Libraries/$name.erl"; echo)
  use_release "$release"
  folder=$(new_folder "$root" library)
  for file in "$top/Tests/Libraries/$name" "$top/Tests/Libraries/$name"*.{app,erl}; do
    [[ ! -e $file ]] || cp -r "$file" "$folder"
  done
  cp "$top"/Tests/Libraries/*.hrl "$folder"
  "${run[@]}" sh -c "cd '${folder#"$root"}' && erlc -W0 $name.erl" || wrong "$name does not compile"
  oracle "${folder#"$root"}" "$name" "$got.expected" "${run[@]}" env -C "${folder#"$root"}" LC_ALL=C.UTF-8 \
    erl -eval 'io:setopts([{encoding, unicode}]).'
  inputs=("$folder/$name.beam")
  for file in "$folder"/*.app; do
    [[ ! -e $file ]] || inputs+=("$file")
  done
  if [[ -d $folder/$name ]]; then
    (cd "$folder" && find "$name" -type f -print0 | xargs -0 "$tool" pack -o pack.avm "$name.beam")
    inputs=("$folder/pack.avm")
  fi
  run_limited 100 "$got" "$got.errors" "$tool" run "${options[@]}" --start "$name" "${inputs[@]}"
  rm -rf "$folder"
  library_same "$name" "$got"
}

# library_board NAME BOARD: a program that needs nothing of the desktop, with the installed OTP's libraries.
library_board() {
  local name=$1 board=$2 got=$work/library.$1.$2 options folder=$work/library-board.$1.$2
  read -r -a options < <(library_options "$top/Tests/Libraries/$name.erl"; echo)
  mkdir -p "$folder"
  erlc -W0 -I "$top/Tests/Libraries" -o "$folder" "$top/Tests/Libraries/$name.erl"
  oracle "$folder" "$name" "$got.expected" env -C "$folder" LC_ALL=C.UTF-8 erl -eval 'io:setopts([{encoding, unicode}]).'
  "$tool" link --board "$board" "${options[@]}" -o "$folder/$name.img" "$folder/$name.beam" >"$got.link"
  run_limited 300 "$got" "$got.errors" "$top/flash.sh" "$board" "$folder/$name.img"
  rm -rf "$folder"
  library_same "$name" "$got"
}

# Prints the path of the installed OTP with eunit in it. Where Debian's package of that is not installed but can be had, it is unpacked
# beside links to everything else.
installed_eunit() {
  local otp folder=$work/installed-eunit
  otp=$(erl -noshell -eval 'io:put_chars(code:root_dir()), halt().')
  if compgen -G "$otp/lib/eunit-*" >/dev/null; then
    echo "$otp"
    return
  fi
  mkdir -p "$folder/package" "$folder/erlang"
  (cd "$folder/package" && apt-get download erlang-eunit erlang-dev && for package in *.deb; do dpkg -x "$package" . || exit; done) >"$folder/log" 2>&1 || return
  ln -s "$otp"/* "$folder/erlang"
  rm "$folder/erlang/lib"
  mkdir "$folder/erlang/lib"
  ln -s "$otp"/lib/* "$folder"/package/usr/lib/erlang/lib/eunit-* "$folder/erlang/lib"
  echo "$folder/erlang"
}

# eunit_program RELEASE: the EUnit tests of Tests/Libraries/EUnit, some of which fail, with that release's eunit: what it prints is compared,
# but for times and pids.
eunit_program() {
  local release=$1 root='' otp folder file got=$work/eunit.$1 modules='[calc_tests, stack]' status=0 run=() options=()
  use_release "$release"
  if [[ -z $release ]]; then
    otp=$(installed_eunit) || skip "eunit is not installed, and its package cannot be had"
    options=(--otp "$otp")
    run=(env ERL_LIBS="$otp/lib")
  fi
  folder=$(new_folder "$root" eunit)
  cp "$top"/Tests/Libraries/EUnit/*.erl "$folder"
  "${run[@]}" sh -c "cd '${folder#"$root"}' && erlc -W0 *.erl" || wrong "the tests do not compile"
  "${run[@]}" env LC_ALL=C.UTF-8 erl -noinput -boot no_dot_erlang -pa "${folder#"$root"}" \
    -eval "Result = eunit:test($modules, [verbose]), timer:sleep(100), halt(case Result of ok -> 0; _ -> 1 end)." >"$got.erl" || status=$?
  [[ $status == 1 ]] || wrong "erl ended with status $status instead of 1" "$(tail -n 5 "$got.erl")"
  timeout 100 "$tool" run --eunit "${options[@]}" "$folder"/*.beam >"$got.beamlet" 2>"$got.errors" || status=$?
  rm -rf "$folder"
  [[ $status == 1 ]] || wrong "beamlet run --eunit ended with status $status instead of 1" "$(tail -n 5 "$got.errors")"
  for file in "$got.erl" "$got.beamlet"; do
    sed -E -i 's/\r$//; s/\[[0-9]+\.[0-9]+ s\] //; s/[0-9]+\.[0-9]+ s/TIME/; s/<[0-9.]+>/PID/g' "$file"
  done
  expect_same "the output of EUnit" "$got.erl" "$got.beamlet"
}

# The installed Debian's own Elixir (1.14), where it is installed or its package can be had. It is unpacked, not installed: it would
# become the Elixir of every other test.
installed_elixir() {
  local folder=$work/installed-elixir
  if command -v elixirc >/dev/null; then
    dirname "$(dirname "$(readlink -f "$(command -v elixirc)")")"
    return
  fi
  (
    flock 8
    [[ ! -e $folder ]] || exit 0
    mkdir -p "$folder.partial"
    cd "$folder.partial"
    apt-get download elixir && dpkg -x elixir_*.deb . && mv "$folder.partial" "$folder"
  ) 8>"$folder.lock" >"$folder.log" 2>&1 || true
  [[ -d $folder ]] && echo "$folder/usr/lib/elixir"
}

# exunit_program RELEASE: the ExUnit tests of Tests/Libraries/ExUnit, some of which fail, with Elixir's ex_unit: what it prints is compared,
# but for times, pids, paths, and the versions of applications that stand in stack traces on a desktop.
exunit_program() {
  local release=$1 root='' elixir=/usr/lib/elixir folder file got=$work/exunit.$1 run=() options=() status=0
  use_release "$release"
  if [[ -z $release ]]; then
    elixir=$(installed_elixir) || skip "Elixir is not installed, and its package cannot be had"
  fi
  folder=$(new_folder "$root" exunit)
  cp "$top"/Tests/Libraries/ExUnit/* "$folder"
  "${run[@]}" env -C "${folder#"$root"}" LC_ALL=C.UTF-8 "$elixir/bin/elixirc" adder.ex
  "${run[@]}" env -C "${folder#"$root"}" LC_ALL=C.UTF-8 "$elixir/bin/elixir" -pa . -e 'ExUnit.start(autorun: false)
    Kernel.ParallelCompiler.compile_to_path(Path.wildcard("*_test.exs"), ".")' >"$got.compiled" 2>&1 ||
    wrong "the tests do not compile" "$(tail -n 5 "$got.compiled")"
  # Where there are sources, ExUnit quotes them.
  rm "$folder"/*.ex "$folder"/*.exs
  "${run[@]}" env -C "${folder#"$root"}" LC_ALL=C.UTF-8 "$elixir/bin/elixir" -pa . -e 'ExUnit.start(autorun: false, seed: 0, colors: [enabled: false])
    ExUnit.run([AdderTest, AsyncTest, BrokenSetupTest, CaptureTest, StackTest])' >"$got.elixir" 2>"$got.errors" || wrong "elixir failed" "$(tail -n 5 "$got.errors")"
  timeout 100 "$tool" run --exunit --elixir "$root$elixir" "${options[@]}" "$folder"/*.beam >"$got.beamlet" 2>"$got.errors" || status=$?
  rm -rf "$folder"
  [[ $status == 1 ]] || wrong "beamlet run --exunit ended with status $status instead of 1" "$(tail -n 5 "$got.errors")"
  for file in "$got.elixir" "$got.beamlet"; do
    sed -E -i "s#\((elixir|ex_unit|stdlib) [0-9.]+\) ##; /timer\.erl/d; s#[^ ]*${folder##*/}/##; s/max_cases: [0-9]+/max_cases/
      s/[0-9.]+ seconds/TIME/; s/[0-9]+\.[0-9]+s/TIME/g; s/<[0-9.]+>/PID/g; s/[0-9:]{8}\.[0-9]{3} \[/TIME [/" "$file"
  done
  expect_same "the output of ExUnit" "$got.elixir" "$got.beamlet"
}

# elixir_program NAME RELEASE: with the Elixir and the OTP of a newer Debian (1.18 beside OTP 27, 1.20 beside 29), or the installed ones.
# The module is called as the file, with a capital letter.
elixir_program() {
  local name=$1 release=$2 module=Elixir.${1^} root='' elixir=/usr/lib/elixir folder got=$work/elixir.$1.$2 run=() options
  read -r -a options < <(library_options "$top/Tests/Libraries/Elixir/$name.ex"; echo)
  use_release "$release"
  if [[ -z $release ]]; then
    elixir=$(installed_elixir) || skip "Elixir is not installed, and its package cannot be had"
  fi
  folder=$(new_folder "$root" elixir)
  cp "$top/Tests/Libraries/Elixir/$name.ex" "$folder"
  ! grep -qw Shown "$folder/$name.ex" || cp "$top/Tests/Libraries/Elixir/Support/shown.ex" "$folder"
  "${run[@]}" env LC_ALL=C.UTF-8 sh -c "cd '${folder#"$root"}' && $elixir/bin/elixirc *.ex" >"$got.compiled" 2>&1 ||
    wrong "$name does not compile" "$(tail -n 5 "$got.compiled")"
  oracle "${folder#"$root"}" "'$module'" "$got.expected" "${run[@]}" env -C "${folder#"$root"}" LC_ALL=C.UTF-8 \
    erl -pa "$elixir/lib/elixir/ebin" "$elixir/lib/logger/ebin" -eval '{ok, _} = application:ensure_all_started(elixir).'
  run_limited 100 "$got" "$got.errors" "$tool" run --elixir "$root$elixir" "${options[@]}" --start "$module" "$folder"/*.beam
  rm -rf "$folder"
  library_same "$name" "$got"
}

# A gen_server gets a new version of its module over the console: on a board as on erl.
code_upgrade() {
  local folder=$work/upgrade.$1 source=$top/Tests/Libraries/Upgrade
  mkdir -p "$folder/second"
  erlc -o "$folder" "$source/counting.erl" "$source/upgrading.erl"
  erlc -DSECOND -o "$folder/second" "$source/counting.erl"
  timeout 30 "$source/send-module.sh" "$folder/second/counting.beam" erl -noshell -boot no_dot_erlang -pa "$folder" -eval \
    'io:format("Return value: ~w~n", [upgrading:start()]), halt().' >"$folder/expected" || wrong "erl ended with status $?"
  timeout -k 5 100 "$source/send-module.sh" "$folder/second/counting.beam" "$top/flash.sh" "$1" --start upgrading \
    "$folder/upgrading.beam" "$folder/counting.beam" >"$folder/out" || wrong "it ended with status $?" "$(tail -n 5 "$folder/out")"
  # Maps print their keys in an order of their own.
  sed -i -E 's/#\{count ?=> ?([0-9]+), ?from ?=> ?(\{[a-z,]*\})\}|#\{from ?=> ?(\{[a-z,]*\}), ?count ?=> ?([0-9]+)\}/\1\4 \2\3/; s/\r//' \
    "$folder/expected" "$folder/out"
  grep -q '^> .*Return value: {\[1,2\],\[{3,{first,console}},{4,' "$folder/expected" || wrong "erl answers: $(tail -n 1 "$folder/expected")"
  expect_same "the upgrade" "$folder/expected" "$folder/out"
}

# unicode_program RELEASE: every character, and random texts: with OTP's tables as on erl, and without them as on erl or said to be missing,
# which some 19 of 100 lines say.
unicode_program() {
  local release=$1 root='' folder got=$work/library.unicode.$1 run=() options=(--keep unicode_util) tables count
  use_release "$release"
  folder=$(new_folder "$root" library)
  cp "$top/Tests/Libraries/Unicode/unicode_forms.erl" "$folder"
  "${run[@]}" sh -c "cd '${folder#"$root"}' && erlc unicode_forms.erl" || wrong "unicode_forms does not compile"
  oracle "${folder#"$root"}" unicode_forms "$got.expected" "${run[@]}" env LC_ALL=C.UTF-8 erl
  for tables in '' --unicode-tables; do
    run_limited 100 "$got" "$got.errors" "$tool" run ${tables:+"$tables"} "${options[@]}" "$folder/unicode_forms.beam"
    if [[ -z $tables ]]; then
      count=$(grep -c ',missing}$' "$got" || true)
      ((count > 0 && count < 3100)) || wrong "$count lines are missing without tables"
      awk 'NR == FNR { if (/,missing}$/) missing[FNR] = $0; next } FNR in missing { print missing[FNR]; next } { print }' \
        "$got" "$got.expected" >"$got.known"
      expect_same "unicode without tables" "$got.known" "$got"
    else
      library_same "unicode with tables" "$got"
    fi
  done
  rm -rf "$folder"
}

# configured RELEASE: a .config file sets environments, and Elixir's Logger is as it says from the beginning.
configured() {
  local root folder got=$work/configured.$1
  need_newer "$1"
  root=$(newer_debian "$1")
  folder=$(new_folder "$root" configured)
  cp "$top"/Tests/Libraries/Configured/* "$folder"
  chroot "$root" env -C "${folder#"$root"}" LC_ALL=C.UTF-8 elixirc configured.ex >"$got.compiled" 2>&1 ||
    wrong "it does not compile" "$(tail -n 5 "$got.compiled")"
  chroot "$root" env -C "${folder#"$root"}" LC_ALL=C.UTF-8 elixir --erl "-config sys" -pa . -e 'Configured.start()' >"$got.elixir" ||
    wrong "elixir ended with status $?"
  run_limited 30 "$got" "$got.errors" "$tool" run --otp "$root/usr/lib/erlang" --elixir "$root/usr/lib/elixir" "$folder"/*.beam "$folder/sys.config"
  rm -rf "$folder"
  echo 'Return value: ok' >>"$got.elixir"
  sed -i 's/\r$//' "$got.elixir"
  expect_same "what is configured" "$got.elixir" "$got"
}

# compiled_patterns RELEASE: a ~r is compiled when it is linked, not each time that it is evaluated. Twenty matches take 1.2 million
# instructions with all else; each compilation would take 0.6.
compiled_patterns() {
  local root folder firmware count got=$work/patterns.$1
  need_newer "$1"
  root=$(newer_debian "$1")
  folder=$(new_folder "$root" patterns)
  cp "$top/Tests/Libraries/Patterns/dates.ex" "$folder"
  chroot "$root" env -C "${folder#"$root"}" LC_ALL=C.UTF-8 elixirc dates.ex >"$got.compiled" 2>&1 ||
    wrong "it does not compile" "$(tail -n 5 "$got.compiled")"
  "$tool" link --board NetduinoPlus2 --otp "$root/usr/lib/erlang" --elixir "$root/usr/lib/elixir" -o "$got.img" "$folder"/*.beam >"$got.table"
  rm -rf "$folder"
  firmware=$("$top/Toolchain/build-firmware.sh" NetduinoPlus2)
  arm-none-eabi-objcopy --strip-debug --update-section ".image=$got.img" "$firmware" "$got.elf"
  count=$("$top/Toolchain/count-instructions.sh" --board NetduinoPlus2 --output "$got" "$got.elf" 2>"$got.errors") ||
    wrong "it ended with status $?" "$(tail -n 5 "$got" "$got.errors")"
  grep -q '^Return value: 20' "$got" || wrong "it did not match 20 times" "$(tail -n 5 "$got")"
  figure "$count machine instructions"
  ((count <= 2000000)) || wrong "it takes $count machine instructions, 2000000 are allowed"
}

# What arrives on the console, and its end.
console_input() {
  local folder=$work/console-input source=$top/Tests/Libraries/Console/listening
  mkdir -p "$folder"
  erlc -o "$folder" "$source.erl"
  LC_ALL=C.UTF-8 timeout 30 erl -noshell -boot no_dot_erlang -pa "$folder" \
    -eval 'io:setopts([{encoding, unicode}]), listening:start(), halt().' <"$source.in" >"$folder/expected"
  echo 'Return value: ok' >>"$folder/expected"
  timeout -k 5 30 "$tool" run "$folder/listening.beam" <"$source.in" >"$folder/got"
  expect_same "what is read from the console" "$folder/expected" "$folder/got"
}

# What OTP's compiler is given to compile: modules without map patterns of several keys, whose order in the code is that of maps' keys,
# which differs between releases.
compiler_input=(lists maps string queue gb_trees erl_scan erl_lint io_lib_format)

# compiler RELEASE: OTP's compiler writes the same code here as on erl. It calls its passes by names that it computes: all of its
# modules are kept.
compiler() {
  local release=$1 root='' folder got=$work/library.compiler.$1 run=() options=() passes
  use_release "$release"
  folder=$(new_folder "$root" library)
  cp "$top"/Tests/Libraries/Compiler/* "$folder"
  "${run[@]}" sh -c "cd '${folder#"$root"}' && escript forms.escript ${compiler_input[*]} && erlc compiling.erl forms.erl" ||
    wrong "the compiler's input is not made"
  passes=$("${run[@]}" erl -noshell -eval 'application:load(compiler), {ok, Modules} = application:get_key(compiler, modules),
    io:put_chars(lists:join($,, [atom_to_list(M) || M <- Modules, M =/= compile])), halt().')
  oracle "${folder#"$root"}" compiling "$got.expected" "${run[@]}" env LC_ALL=C.UTF-8 erl
  run_limited 100 "$got" "$got.errors" "$tool" run "${options[@]}" --keep "$passes" "$folder/compiling.beam" "$folder/forms.beam"
  rm -rf "$folder"
  library_same compiling "$got"
}

# library_same NAME FILE: a program that fails in the same way everywhere says nothing.
library_same() {
  grep -aq '^Return value: ' "$2.expected" || wrong "$1 does not return on erl:" "$(tail -n 3 "$2.expected")"
  expect_same "$1" "$2.expected" "$2"
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
