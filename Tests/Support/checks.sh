# Read by Tests/run: checks are registered by name, then run two at a time. Not run by itself.
# shellcheck shell=bash disable=SC2154

check_names=() check_kinds=() check_functions=()
results='' # a file: a line for each check that ended, `passed`, `failed` or `skipped`

# add NAME FUNCTION [ARGUMENT...]: a check that may run beside others. FUNCTION says what is wrong and returns non-zero;
# with `skip REASON` it says that it cannot be tried here.
add() { register parallel "$@"; }

# The same for one that has the machine for itself: what comes after waits for it.
add_alone() { register alone "$@"; }

register() {
  check_kinds+=("$1")
  check_names+=("$2")
  shift 2
  check_functions+=("$(printf '%q ' "$@")")
}

# new_folder ROOT NAME: makes a folder in the /tmp of a system that may be another, and prints its path. It goes with the tests, also where
# a check ends before it removes it.
new_folder() {
  local folder
  folder=$(mktemp -d "$1/tmp/$2.XXXXXX")
  echo "$folder" >>"$work/folders"
  echo "$folder"
}

# Removes those that are left.
remove_folders() {
  local folder
  [[ -e $work/folders ]] || return 0
  while read -r folder; do rm -rf "$folder"; done <"$work/folders"
}

# Ends a check: it cannot be tried here. A visible reason is owed.
skip() {
  printf '%s\n' "$*"
  exit 77
}

# Ends a check with what is wrong.
wrong() {
  printf '%s\n' "$@"
  exit 1
}

# figure TEXT...: what was measured; it is shown behind the check's name.
figure() {
  printf '%s\n' "$*" >>"$figures"
}

# expect WHAT EXPECTED GOT: ends the check where they differ.
expect() {
  [[ $2 == "$3" ]] || wrong "$1: expected $2, got $3"
}

# expect_same WHAT EXPECTED-FILE FILE...: ends the check with the difference, unless FILE is one of the expected ones
# (several may be given: the last is what came).
expect_same() {
  local what=$1 got=${*: -1} file
  shift
  for file in "${@:1:$#-1}"; do
    if cmp -s "$file" "$got"; then return 0; fi
  done
  printf '%s: lines with - were expected, lines with + came\n' "$what"
  diff -a -U 0 --label expected --label got "$1" "$got" | sed -n '3,42p' | grep -av '^@@' | cut -c 1-600
  exit 1
}

# Runs one check and prints its line, and what it had to say where it failed, in one piece.
run_check() {
  local name=$1 call=$2 log status=0 began=$SECONDS text figures
  log=$(mktemp "$work/log.XXXXXX") figures=$(mktemp "$work/figures.XXXXXX")
  # Not as a part of a list with ||, in which the shell takes no notice of -e.
  set +e
  (
    set -euo pipefail
    eval "$call"
  ) >"$log" 2>&1 </dev/null
  status=$?
  set -e
  case $status in
    0)
      text="ok      $name"
      echo passed >>"$results"
      ;;
    77)
      text="skipped $name: $(tail -n 1 "$log")"
      echo skipped >>"$results"
      ;;
    *)
      text="FAILED  $name"$'\n'$(sed 's/^/        /' "$log" | head -n 60)
      echo failed >>"$results"
      ;;
  esac
  ((SECONDS - began < 10)) || text=${text/"$name"/"$name ($((SECONDS - began)) s)"}
  [[ ! -s $figures ]] || text+=$'\n'$(sed 's/^/        /' "$figures")
  flock "$work/print.lock" printf '%s\n' "$text"
  rm -f "$log" "$figures"
}

# run_checks PATTERN: all checks whose names match.
run_checks() {
  local index
  for index in "${!check_names[@]}"; do
    is_selected "${check_names[index]}" "$1" || continue
    if [[ ${check_kinds[index]} == alone ]]; then
      wait
      run_check "${check_names[index]}" "${check_functions[index]}"
    else
      while (($(jobs -rp | wc -l) >= 2)); do wait -n || true; done
      run_check "${check_names[index]}" "${check_functions[index]}" &
    fi
  done
  wait
}

# Whether a check's name contains the pattern; * and ? stand for any characters.
is_selected() {
  # The pattern is one: it is not to be quoted.
  # shellcheck disable=SC2053
  [[ $1 == *$2* ]]
}

# Prints how many checks ended that way.
count_of() {
  grep -c "^$1\$" "$results" || true
}
