# How ./run and ./test tell what they are doing. Sourced.

step() {
  kStepStarted=$SECONDS
  printf '▸ %s\n' "$*"
}

done_step() {
  printf '  ✓ %d s\n' $((SECONDS - kStepStarted))
}

fail() {
  # Ends the program: each argument is a line saying what is wrong and what to do.
  printf '✗ %s\n' "$1" >&2
  shift
  [ $# = 0 ] || printf '  %s\n' "$@" >&2
  exit 1
}

# hash_of_files PATH...: one hash of the names, sizes and times of all files below.
hash_of_files() {
  # A file that vanishes meanwhile (an editor's) is no error.
  { find "$@" \( -name node_modules -o -path "$root/web/dist" \) -prune -o -type f \
    -printf '%P %s %T@\n' 2>/dev/null || true; } | LC_ALL=C sort | sha256sum | cut -d ' ' -f 1
}

# unchanged NAME HASH: whether the step NAME last succeeded with this hash.
unchanged() {
  [ -f "$root/build/stamps/$1" ] && [ "$(<"$root/build/stamps/$1")" = "$2" ]
}

succeeded() {
  mkdir -p "$root/build/stamps"
  printf '%s' "$2" >"$root/build/stamps/$1"
}
