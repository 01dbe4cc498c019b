# Counts what passed and failed in every runner. Sourced.

kPassed=0
kFailed=0
kFailures=()

count() {
  # count NAME PASSED FAILED
  kPassed=$((kPassed + $2))
  kFailed=$((kFailed + $3))
  if [ "$3" = 0 ]; then
    printf '  ✓ %s: %d passed\n' "$1" "$2"
  else
    printf '  ✗ %s: %d passed, %d failed (build/test-logs)\n' "$1" "$2" "$3"
    kFailures+=("$1")
  fi
}

log_of() {
  echo "$root/build/test-logs/${1//[ \/]/-}.log"
}

# check NAME COMMAND...: one test that passes if the command does.
check() {
  local name=$1 log
  log=$(log_of "$name")
  shift
  if "$@" >"$log" 2>&1; then
    count "$name" 1 0
  else
    tail -n 30 "$log" | sed 's/^/    /'
    count "$name" 0 1
    return 1
  fi
}

# count_from NAME LOG PASSED FAILED: what a runner said of itself; a runner that said nothing failed.
count_from() {
  local name=$1 log=$2 passed=$3 failed=$4
  if [ -z "$passed" ] || [ -z "$failed" ] || [ $((passed + failed)) = 0 ]; then
    tail -n 40 "$log" | sed 's/^/    /'
    count "$name" "${passed:-0}" 1
    return
  fi
  count "$name" "$passed" "$failed"
}

# node_tests NAME FILE...: Node's own runner. A test that is skipped or cancelled has failed.
node_tests() {
  local name=$1 log tap
  log=$(log_of "$name")
  tap="${log%.log}.tap"
  shift
  "$(node_path)" --test --test-concurrency="${kConcurrency:-2}" \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$tap" "$@" >"$log" 2>&1 || true
  local number
  number() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$tap" 2>/dev/null | tail -n 1; }
  local failed
  failed=$(($(number fail) + $(number cancelled) + $(number skipped) + $(number todo))) 2>/dev/null || failed=
  if [ "${failed:-1}" != 0 ]; then
    # The specification reporter repeats the failing tests at its end.
    sed -n '/^✖ failing tests:/,$p' "$log" | head -n 120 | sed 's/^/    /'
  fi
  count_from "$name" "$log" "$(number pass)" "$failed"
}

print_failures() {
  [ ${#kFailures[@]} = 0 ] || printf '✗ %s\n' "${kFailures[@]}"
}
