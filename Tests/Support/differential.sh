# Read by Tests/run: random modules and terms, the same ones each time. Not run by itself.
# shellcheck shell=bash disable=SC2154

# 2,000 modules, by the seed of the first and how many: some of each kind, in a few checks.
differential_checks=(1:500 100001:500 400001:500 300001:500)

add_differential() {
  local check
  for check in "${differential_checks[@]}"; do
    add "differential/seed-${check%:*}" differential "${check%:*}" "${check#*:}"
  done
}

differential() {
  "$top/Tests/differential" --tool "$tool" --seed "$1" --modules "$2" --jobs 1 --keep "$work/differential" >"$work/differential.$1" ||
    wrong "random modules that differ; to repeat one: Tests/differential --modules 1 --seed SEED" "$(head -n 50 "$work/differential.$1")"
}
