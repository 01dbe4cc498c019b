#!/usr/bin/env bash
# Every branch of what decides must be taken by its own tests: a small build with clang's source-based
# coverage (gcov counts the edges of exceptions, this does not). Prints one line a file, ✓ or ✗, and
# for ✗ the branches never taken.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/steps.sh"
source "$root/scripts/build.sh"

# What decides : its tests : what it needs of other folders besides src/base
kDeciding=(
  'src/plan/status.cpp : src/plan/status_test.cpp :'
  'src/access/scope.cpp : src/access/scope_test.cpp : src/access/directory.cpp src/access/permission.cpp'
  'src/access/permission.cpp : src/access/permission_test.cpp : src/access/directory.cpp src/access/scope.cpp'
)

kFlags=(-std=c++20 -O0 -g1 -I "$root/src" -fprofile-instr-generate -fcoverage-mapping)
kLibraries=(-lgmock_main -lgmock -lgtest -lrapidcheck -lboost_json -lboost_url -lfmt -lsodium
  -licui18n -licuuc -lpthread)
build="$root/build/coverage"
mkdir -p "$build"
launcher=()
! command -v ccache >/dev/null || launcher=(ccache)

object_of() {
  echo "$build/$(tr '/' '_' <<<"${1%.cpp}").o"
}

compile_all() {
  # Two and more at a time; xargs fails if any compilation did.
  local source
  for source in "$@"; do
    printf '%s\0%s\0' "$(object_of "$source")" "$root/$source"
  done | xargs -0 -n 2 -P "$(nproc)" "${launcher[@]}" clang++-19 "${kFlags[@]}" -c -o
}

status=0
mapfile -t base < <(cd "$root" && ls src/base/*.cpp | grep -v _test.cpp)
for entry in "${kDeciding[@]}"; do
  IFS=: read -r deciding tests others <<<"$entry"
  read -r deciding <<<"$deciding"
  read -ra sources <<<"$deciding $tests $others"
  program="$build/$(basename "${deciding%.cpp}")"
  if ! compile_all "${sources[@]}" "${base[@]}"; then
    echo "✗ $deciding does not compile"
    status=1
    continue
  fi
  objects=()
  for source in "${sources[@]}" "${base[@]}"; do objects+=("$(object_of "$source")"); done
  if ! clang++-19 -fprofile-instr-generate -o "$program" "${objects[@]}" "${kLibraries[@]}"; then
    echo "✗ the tests of $deciding do not link"
    status=1
    continue
  fi
  if ! LLVM_PROFILE_FILE="$program.profraw" "$program" >"$program.log" 2>&1; then
    tail -n 20 "$program.log"
    echo "✗ the tests of $deciding fail"
    status=1
    continue
  fi
  llvm-profdata-19 merge -o "$program.profdata" "$program.profraw"
  # branches: taken and all, from the summary of this one file
  read -r taken all < <(llvm-cov-19 export -summary-only -instr-profile="$program.profdata" \
    "$program" "$root/$deciding" |
    sed -E 's/.*"branches":\{"count":([0-9]+),"covered":([0-9]+).*/\2 \1/'; echo)
  if [ "$all" -gt 0 ] && [ "$taken" = "$all" ]; then
    echo "✓ $deciding: all $all branches taken"
  else
    llvm-cov-19 show -show-branches=count -instr-profile="$program.profdata" "$program" \
      "$root/$deciding" | grep -B 4 -E 'Branch .*(True: 0,|False: 0\])' || true
    echo "✗ $deciding: $taken of $all branches taken"
    status=1
  fi
done
exit $status
