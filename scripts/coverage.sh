#!/usr/bin/env bash
# Every branch of what decides must be taken by its own tests: a small build with clang's source-based
# coverage (gcov counts the edges of exceptions, this does not). Prints one line a file, ✓ or ✗, and
# for ✗ the branches never taken.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/steps.sh"
source "$root/scripts/build.sh"

# What decides : its tests : what it needs of other folders besides src/base
# A folder stands for all its files that have branches, and for all its tests.
kDeciding=(
  'src/base/day_span.cpp : src/base/day_span_test.cpp :'
  'src/plan/status.cpp : src/plan/status_test.cpp :'
  'src/share/report_period.cpp : src/share/report_period_test.cpp :'
  'src/share/report_record.cpp : src/share/report_record_test.cpp : src/share/milestone.cpp src/plan/share_record.cpp src/plan/status.cpp src/plan/plan_model.cpp'
  'src/share/milestone.cpp : src/share/milestone_test.cpp : src/plan/share_record.cpp src/plan/status.cpp src/plan/plan_model.cpp'
  'src/share/milestone_standing.cpp : src/share/milestone_standing_test.cpp :'
  'src/share/part_record.cpp : src/share/part_record_test.cpp : src/share/report_record.cpp src/share/milestone.cpp src/plan/share_record.cpp src/plan/status.cpp src/plan/plan_model.cpp'
  'src/share/closing_record.cpp : src/share/closing_record_test.cpp :'
  'src/access/scope.cpp : src/access/scope_test.cpp : src/access/directory.cpp src/access/permission.cpp'
  'src/access/permission.cpp : src/access/permission_test.cpp : src/access/directory.cpp src/access/scope.cpp'
  'src/notice/delivery_plan.cpp : src/notice/delivery_plan_test.cpp :'
  'src/supervision/deadline_notices.cpp : src/supervision/deadline_notices_test.cpp :'
  'src/supervision/demand_record.cpp : src/supervision/demand_record_test.cpp :'
  'src/supervision/letter_record.cpp : src/supervision/letter_record_test.cpp :'
  'src/supervision/escalation.cpp : src/supervision/escalation_test.cpp :'
  'src/engines/allocation : src/engines/allocation/*_test.cpp :'
  'src/engines/compliance : src/engines/compliance/*_test.cpp :'
  'src/engines/forecast : src/engines/forecast/*_test.cpp :'
  'src/engines/money_floors : src/engines/money_floors/*_test.cpp :'
  'src/engines/programme_setting : src/engines/programme_setting/*_test.cpp :'
  'src/admission/admission_rules.cpp : src/admission/admission_rules_test.cpp : src/admission/admission_scheme.cpp'
  'src/admission/admission_scheme.cpp : src/admission/admission_scheme_test.cpp :'
  'src/admission/intake.cpp : src/admission/intake_test.cpp :'
  'src/indicator/rollup.cpp : src/indicator/rollup_test.cpp :'
  'src/indicator/verdict.cpp : src/indicator/verdict_test.cpp : src/indicator/rollup.cpp'
  'src/parameter/parameter_line.cpp : src/parameter/parameter_line_test.cpp : src/register/declaration.cpp'
  'src/indicator/kept_day.cpp : src/indicator/kept_day_test.cpp :'
  'src/indicator/trend.cpp : src/indicator/trend_test.cpp : src/indicator/kept_day.cpp src/engines/forecast/forecast.cpp'
  'src/indicator/late_commitments.cpp : src/indicator/late_commitments_test.cpp : src/indicator/kept_day.cpp src/indicator/trend.cpp src/engines/forecast/forecast.cpp'
  'src/register/sign_off.cpp : src/register/sign_off_test.cpp :'
  'src/allocation_files/withheld.cpp : src/allocation_files/withheld_test.cpp :'
)

kFlags=(-std=c++20 -O0 -g1 -I "$root/src" -fprofile-instr-generate -fcoverage-mapping
  -Wno-deprecated-declarations -Xclang -fno-pch-timestamp)
kLibraries=(-lgmock_main -lgmock -lgtest -lrapidcheck -lboost_json -lboost_url -lfmt -lsodium
  -licui18n -licuuc -llemon -lgsl -lgslcblas -lpthread)
build="$root/build/coverage"
rm -rf "$build"
mkdir -p "$build"
launcher=()
! command -v ccache >/dev/null || launcher=(ccache)
# The same draws each time: a branch that is taken by luck would come and go.
export RC_PARAMS='seed=1'

object_of() {
  echo "$build/$(tr '/' '_' <<<"${1%.cpp}").o"
}

# What decides nothing: tests, what only they use, measurements.
kBeside='_(test|bench|fuzz)\.cpp$|/(small|test)_[a-z_]*\.hpp$'

mapfile -t base < <(cd "$root" && ls src/base/*.cpp | grep -v _test.cpp)

# sources_of ENTRY: what its program is made of.
sources_of() {
  local deciding tests others
  IFS=: read -r deciding tests others <<<"$1"
  # Unquoted: the tests of a folder are a pattern. What decides may lie in src/base itself.
  { find $deciding -name '*.cpp' | grep -vE "$kBeside"; printf '%s\n' $tests $others "${base[@]}"; } | sort -u
}

# What several programs share is compiled once, two and more at a time, with the headers of most tests
# read once. What does not compile leaves no object.
compile_all() {
  local source
  "${launcher[@]}" clang++-19 "${kFlags[@]}" -x c++-header -c "$root/src/precompiled_test.hpp" -o "$build/precompiled.pch" || return 1
  for entry in "${kDeciding[@]}"; do sources_of "$entry"; done | sort -u | while read -r source; do
    printf '%s\0%s\0' "$(object_of "$source")" "$root/$source"
  done | xargs -0 -n 2 -P "$(nproc)" "${launcher[@]}" clang++-19 "${kFlags[@]}" -include-pch "$build/precompiled.pch" -c -o
}

# branches_in FILE-OR-FOLDER PROGRAM: each file that has branches, how many were taken, and all.
branches_in() {
  # The export does not end its only line.
  { llvm-cov-19 export -summary-only -instr-profile="$2.profdata" "$2" "$root/$1"; echo; } |
    sed 's/{"filename":/\n/g' |
    sed -nE 's|^"'"$root"'/([^"]*)","summary":\{"branches":\{"count":([1-9][0-9]*),"covered":([0-9]+).*|\1 \3 \2|p'
}

status=0
cd "$root"
# What has no object is said below, beside the file it keeps from being judged.
compile_all || true
for entry in "${kDeciding[@]}"; do
  read -r deciding _ <<<"$entry"
  program="$build/$(basename "${deciding%.cpp}")"
  objects=()
  while read -r source; do objects+=("$(object_of "$source")"); done < <(sources_of "$entry")
  if ! clang++-19 -fprofile-instr-generate -o "$program" "${objects[@]}" "${kLibraries[@]}"; then
    echo "✗ $deciding and its tests do not compile or do not link"
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
  judged=0
  while read -r file taken all; do
    [[ ! $file =~ $kBeside ]] || continue
    judged=$((judged + 1))
    if [ "$taken" = "$all" ]; then
      echo "✓ $file: all $all branches taken"
    else
      llvm-cov-19 show -show-branches=count -instr-profile="$program.profdata" "$program" \
        "$root/$file" | grep -B 4 -E 'Branch .*(True: 0,|False: 0\])' || true
      echo "✗ $file: $taken of $all branches taken"
      status=1
    fi
  done < <(branches_in "$deciding" "$program")
  if [ "$judged" = 0 ]; then
    echo "✗ $deciding has no branches"
    status=1
  fi
done
exit $status
