# The parts of ./test. Each counts what it ran and never ends the program. Sourced.

# What several parts need is built once; a part whose build failed has failed.
kBuilt=

built() {
  # built NAME COMMAND...
  local name=$1
  shift
  case $kBuilt in
    *" $name:yes "*) return 0 ;;
    *" $name:no "*) return 1 ;;
  esac
  if "$@"; then
    kBuilt+=" $name:yes "
    return 0
  fi
  kBuilt+=" $name:no "
  count "build $name" 0 1
  return 1
}

# The text of the first plan stays out of the repository; tests that read it run where it is at hand.
kSeedDocument=$root/../shared/seed/plan-2020-76.txt
if [ -f "$kSeedDocument" ]; then export ZHIJIAO_SEED_DOCUMENT=${ZHIJIAO_SEED_DOCUMENT:-$kSeedDocument}; fi

build_debug() {
  configure debug && compile debug unit_tests
}

configured_debug() {
  # ninja knows whether a CMakeLists.txt changed since.
  configure debug && ninja -C "$root/build/debug" build.ninja >/dev/null
}

# Runs a command with a PostgreSQL of its own, for root and others alike, and takes it down after.
with_postgresql() {
  # Lines that begin with "Creating" and "Dropping" are pg_virtualenv's. Its log is only of use when
  # the tests say so: the command inside always succeeds and reports in its own way.
  # A server that dies loses nothing without fsync; only a machine that dies would.
  pg_virtualenv -t -o max_connections=200 -o listen_addresses=127.0.0.1,::1 -o fsync=off bash -c '
    export ZHIJIAO_TEST_POSTGRESQL="postgresql://$PGUSER:$PGPASSWORD@127.0.0.1:$PGPORT/$PGDATABASE"
    "$@" || true' with_postgresql "$@"
}

part_lint() {
  built node npm_packages web || return 0
  built tests npm_packages tests || return 0
  # The measurements are checked for types with the tests.
  built bench npm_packages bench || return 0
  # clang-tidy reads how the debug build compiles; nothing has to be compiled for it.
  built debug-configuration configured_debug || return 0
  local log
  log=$(log_of lint)
  "$(node_path)" "$root/scripts/lint/lint.ts" 2>&1 | tee "$log" | sed -u 's/^/  /' || true
  local passed failed
  passed=$(sed -n 's/^lint: \([0-9]*\) passed, [0-9]* failed$/\1/p' "$log")
  failed=$(sed -n 's/^lint: [0-9]* passed, \([0-9]*\) failed$/\1/p' "$log")
  count_from lint "$log" "$passed" "$failed"
  node_tests 'lint rules' "$root/scripts/lint/lint.test.ts"
  check 'types of tests' "$root/tests/node_modules/.bin/tsc" --noEmit -p "$root/tests" || true
}

# Sums "NUMBER tests" after a mark of GoogleTest's, over the programs of a verbose log of ctest.
sum_of() {
  sed -nE "s/^[0-9]+: \\[ *$1 *\\] ([0-9]+) tests?.*/\\1/p" "$2" | awk '{ sum += $1 } END { print sum + 0 }'
}

part_unit() {
  built debug build_debug || return 0
  local log
  log=$(log_of unit)
  with_postgresql ctest --test-dir "$root/build/debug" --verbose --no-tests=error -j "$(nproc)" \
    >"$log" 2>&1 || true
  local programs passed failed
  # None if ctest itself came to no end.
  programs=$(sed -n 's/^[0-9]*% tests passed, \([0-9]*\) tests* failed out of [0-9]*$/\1/p' "$log")
  passed=$(sum_of PASSED "$log")
  # Nothing may be left out. A program that died named no test.
  failed=$(($(sum_of FAILED "$log") + $(sum_of SKIPPED "$log") + $(grep -c 'YOU HAVE [0-9]* DISABLED' "$log" || true)))
  [ -z "$programs" ] || [ "$failed" -ge "$programs" ] || failed=$programs
  [ -n "$programs" ] || failed=
  if [ "${failed:-1}" != 0 ]; then
    grep -E '^[0-9]+: \[ *(FAILED|SKIPPED) *\] [A-Z]' "$log" | sort -u | sed 's/^/    /' || true
    sed -n '/^The following tests FAILED/,$p' "$log" | sed 's/^/    /'
  fi
  count_from unit "$log" "$passed" "$failed"
}

part_coverage() {
  bash "$root/scripts/coverage.sh" >"$(log_of coverage)" 2>&1 || true
  local log passed failed
  log=$(log_of coverage)
  grep -E '^(✓|✗)' "$log" | sed 's/^/    /' || true
  passed=$(grep -c '^✓' "$log" || true)
  failed=$(grep -c '^✗' "$log" || true)
  count_from coverage "$log" "$passed" "$failed"
}

part_web() {
  built node npm_packages web || return 0
  check 'web types' npm --prefix "$root/web" run check || true
  local log json
  log=$(log_of web)
  json="${log%.log}.json"
  (cd "$root/web" && npm test -- --reporter=default --reporter=json --outputFile.json="$json") \
    >"$log" 2>&1 || true
  local passed failed
  read -r passed failed < <("$(node_path)" -e '
    const of = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(of.numPassedTests, of.numTotalTests - of.numPassedTests + (of.success ? 0 : +(of.numTotalTests === of.numPassedTests)));
  ' "$json" 2>/dev/null) || true
  [ "${failed:-1}" = 0 ] || tail -n 60 "$log" | sed 's/^/    /'
  count_from 'web units' "$log" "${passed:-}" "${failed:-}"
  # The build ends with the limit on the size of the script.
  check 'web build and size' build_web || true
}

part_http() {
  built node npm_packages web || return 0
  built tests npm_packages tests || return 0
  built web build_web || return 0
  built release build_server || return 0
  local database passed failed
  for database in sqlite postgresql; do
    rm -f "$root/build/test-logs/http-$database.count"
    # The tests run in a shell of their own inside pg_virtualenv, which hands its counts back.
    with_postgresql bash "$root/scripts/http_tests.sh" "$database" 2>&1 |
      grep -v -E '^(Creating|Dropping)' || true
    read -r passed failed 2>/dev/null <"$root/build/test-logs/http-$database.count" || passed=
    if [ -z "$passed" ]; then
      count "http on $database" 0 1
    else
      kPassed=$((kPassed + passed))
      kFailed=$((kFailed + failed))
      [ "$failed" = 0 ] || kFailures+=("http on $database")
    fi
  done
}

part_e2e() {
  built node npm_packages web || return 0
  built tests npm_packages tests || return 0
  built web build_web || return 0
  built release build_server || return 0
  mapfile -t files < <(find "$root/tests/e2e" -name '*.test.ts' | sort)
  kConcurrency=1 node_tests e2e "${files[@]}"
}
