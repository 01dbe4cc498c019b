#!/usr/bin/env bash
# http_tests.sh sqlite|postgresql: the tests of tests/http on one database, inside pg_virtualenv;
# leaves "PASSED FAILED" in build/test-logs/http-DATABASE.count.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/steps.sh"
source "$root/scripts/build.sh"
source "$root/scripts/results.sh"

mapfile -t files < <(find "$root/tests/http" -name '*.test.ts' | sort)
# They wait more than they work.
DATABASE=$1 kConcurrency=4 node_tests "http on $1" "${files[@]}"
printf '%d %d\n' "$kPassed" "$kFailed" >"$root/build/test-logs/http-$1.count"
