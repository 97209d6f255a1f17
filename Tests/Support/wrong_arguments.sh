# Read by Tests/run: native functions called with arguments of every type, by erl and by Beamlet. Not run by itself.
# shellcheck shell=bash disable=SC2154

add_wrong_arguments() {
  add wrong-arguments wrong_arguments
  add readme/functions-of-erlang functions_of_erlang
}

# Each 40th call of those that there are. Tests/Generated/wrong-arguments --every 1 tries all of them.
wrong_arguments() {
  timeout -k 10 300 "$top/Tests/Generated/wrong-arguments" --tool "$tool" --every 40
}

functions_of_erlang() {
  "$top/Toolchain/erlang-functions" --check
}
