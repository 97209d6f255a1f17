#!/usr/bin/env bash
# Sends a module to a program that asks for it on its console, and shows what the program says.
#
#   send-module.sh FILE.beam COMMAND...
#
# COMMAND runs the program, with the console as its standard input and output: flash.sh for a board of QEMU's, or a program that
# connects to a serial port. After each prompt, "> ", one line of base64 is sent, at last a full stop. The exit status is the command's.
set -euo pipefail
[[ $# -ge 2 && -r $1 ]] || { echo "usage: send-module.sh FILE.beam COMMAND..." >&2; exit 2; }
file=$1
shift
mapfile -t lines < <(base64 -w 60 "$file"; echo .)
coproc program { exec "$@"; }
# Descriptors of our own: the shell closes those of the coprocess when it ends, and what it said last may not be read yet.
# shellcheck disable=SC2154
pid=$program_PID
exec {from}<&"${program[0]}" {to}>&"${program[1]}"
next=0 said=''
while IFS= read -r -N 1 -u "$from" character; do
  printf %s "$character"
  said+=$character
  [[ $character != $'\n' ]] || said=''
  if [[ $said == '> ' && $next -lt ${#lines[@]} ]]; then
    printf '%s\n' "${lines[next]}" >&"$to"
    next=$((next + 1)) said=''
  fi
done
status=0
wait "$pid" || status=$?
exit "$status"
