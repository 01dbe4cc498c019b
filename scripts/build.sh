# Builds the server and the web page; does nothing where nothing changed. Sourced.

# The compiler cache stays in the clone unless somebody keeps one elsewhere.
export CCACHE_DIR="${CCACHE_DIR:-$root/build/ccache}"
# Without these it keeps nothing that was compiled with a precompiled header.
export CCACHE_SLOPPINESS=pch_defines,time_macros
export NINJA_STATUS='  [%f/%t %es] '

# configure PRESET [CMAKE-OPTION...]
configure() {
  local preset=$1 launcher=()
  shift
  command -v ccache >/dev/null || launcher=(-D CMAKE_CXX_COMPILER_LAUNCHER=)
  local hash
  hash=$({ cat "$root/CMakePresets.json"; echo "$root" "$@" "${launcher[@]}"; } | sha256sum)
  # ninja itself notices changed CMakeLists.txt, but not presets and options.
  if [ ! -f "$root/build/$preset/build.ninja" ] || ! unchanged "configure-$preset" "$hash"; then
    local log="$root/build/logs/configure-$preset.log"
    mkdir -p "$root/build/logs"
    step "配置 $preset Configuring $preset"
    # Another compiler than before would lose what the preset says beside it.
    if ! (cd "$root" && cmake --fresh --preset "$preset" "${launcher[@]}" "$@") >"$log" 2>&1; then
      tail -n 30 "$log" >&2
      return 1
    fi
    succeeded "configure-$preset" "$hash"
    done_step
  fi
}

# compile PRESET TARGET...
compile() {
  local preset=$1
  shift
  # Asking first keeps the usual start silent.
  if ninja -C "$root/build/$preset" -n "$@" 2>/dev/null | grep -q 'no work to do'; then
    return 0
  fi
  step "编译 $preset Compiling $preset"
  ninja -C "$root/build/$preset" "$@" || return 1
  done_step
}

# npm_packages FOLDER: exactly what its package-lock.json pins.
npm_packages() {
  local folder=$1 hash
  hash=$(cat "$root/$folder/package.json" "$root/$folder/package-lock.json" | sha256sum)
  if [ -d "$root/$folder/node_modules" ] && unchanged "npm-$folder" "$hash"; then
    return 0
  fi
  local log="$root/build/logs/npm-$folder.log"
  mkdir -p "$root/build/logs"
  step "取网页所需的包 Fetching npm packages of $folder/"
  # A registry that lacks what other systems would need leaves it out of the lock, and a newer
  # `npm ci` refuses such a lock; `install` then takes the same pinned versions.
  if ! (
    cd "$root/$folder"
    export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false
    npm ci || npm install --no-save
  ) >"$log" 2>&1; then
    grep -v '^npm warn' "$log" | tail -n 20 >&2
    return 1
  fi
  succeeded "npm-$folder" "$hash"
  done_step
}

# The Node that web/package.json pins.
node_path() {
  echo "$root/web/node_modules/.bin/node"
}

build_web() {
  npm_packages web || return 1
  local hash
  hash=$(hash_of_files "$root/web")
  if [ -f "$root/web/dist/index.html" ] && unchanged web "$hash"; then
    return 0
  fi
  local log="$root/build/logs/web.log"
  mkdir -p "$root/build/logs"
  step "生成网页 Building the web page"
  if ! (cd "$root/web" && npm run build) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    return 1
  fi
  succeeded web "$hash"
  done_step
}

build_server() {
  # Without tests the build needs no test libraries.
  configure release -D ZHIJIAO_TESTS=OFF && compile release zhijiao
}
